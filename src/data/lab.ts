import { resolve } from 'node:path';
import { checkKindsOf } from '../../core/collect/check-kinds-of.ts';
import { judge } from '../../core/collect/judge.ts';
import { loadSnapshot, loadSnapshotAt, type SnapshotReading } from '../../core/collect/snapshot-file.ts';
import type { StatusView, SubjectView } from '../../core/collect/status-view.ts';
import type { Drift } from '../../core/contract.ts';
import { guestView } from '../../core/facts/views/guest-view.ts';
import { hostView } from '../../core/facts/views/host-view.ts';
import { labView } from '../../core/facts/views/lab-view.ts';
import { networkView } from '../../core/facts/views/network-view.ts';
import { networksView } from '../../core/facts/views/networks-view.ts';
import { serviceView } from '../../core/facts/views/service-view.ts';
import { handedOver } from '../../core/hand-over.ts';
import { loadLab } from '../../core/load.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { SubjectId } from '../../core/model/node.ts';
import type { Service } from '../../core/model/service/service.ts';
import { printDiagnostics } from '../../core/report/print-diagnostics.ts';
import { readLedgerAlone } from '../../core/write/read-ledger.ts';
import { renderSvg } from '../../diagrams/render.ts';
import type { View } from '../../diagrams/view.ts';
import { systems } from '../../registry/systems.gen.ts';
import { href } from './href.ts';

// The one door between the site and the pipeline. It is opened once for a build: everything below is ready when a page asks.

export { pagePath, runbookPath } from '../../core/facts/page-path.ts';

/** Repository of the lab: its inventory, its ledger, its snapshot and its proofs. */
export const root = resolve(process.env['RACKBOOK_ROOT'] ?? '.');
export const inventoryDir = resolve(root, process.env['RACKBOOK_INVENTORY'] ?? 'inventory');
export const lab = await load(inventoryDir);
const { model, spanOf } = lab;
const { RACKBOOK_SNAPSHOT: named } = process.env;

/** The last snapshot of the lab, or why there is none. */
export const reading: SnapshotReading =
  named === undefined ? loadSnapshot(root, checkKindsOf(model)) : loadSnapshotAt(resolve(root, named), checkKindsOf(model));
const snapshot = reading.ok ? reading.snapshot : undefined;

const now = new Date();

/** When this build began, ISO 8601 in UTC. */
export const builtAt = now.toISOString();

/** What may be said of the lab at the moment of the build. */
export const status: StatusView = judge(model, snapshot, now);
export const drift: readonly Drift[] = snapshot?.drift ?? [];
export { model };

/** What may be said of one thing; a thing that nothing judges is unknown, never up. */
export function statusOf({
  subject,
  title,
  planned,
}: {
  readonly subject: SubjectId;
  readonly title: string;
  readonly planned: boolean;
}): SubjectView {
  return (
    status.bySubject.get(subject) ?? {
      subject,
      title,
      state: planned ? 'planned' : 'unknown',
      mark: planned ? 'planned' : 'unknown',
      reasons: [],
      checks: [],
      counted: false,
    }
  );
}

/** A file of the repository, with its place in the file view where the lab says where that is. */
export interface FileLink {
  readonly path: string;
  readonly line?: number;
  readonly url?: string;
}

/** Where the inventory declares it. */
export function definedIn(subject: SubjectId): FileLink | undefined {
  const span = spanOf(subject);
  return span && fileLink(span.file, span.line);
}

interface Generated {
  readonly link: FileLink;
  readonly generator: string;
  readonly about: readonly SubjectId[];
}

const generated = readGenerated();
const generatedAbout = Map.groupBy(
  generated.flatMap(({ link, about }) => about.map((subject) => ({ link, subject }))),
  ({ subject }) => subject,
);

/** The generated files that configure it. */
export const generatedFor = (subject: SubjectId): readonly FileLink[] => (generatedAbout.get(subject) ?? []).map(({ link }) => link);

/** Every generated file, under the id of the generator that owns it. */
export const generatedBySystem: ReadonlyMap<string, readonly FileLink[]> = new Map(
  [...Map.groupBy(generated, ({ generator }) => generator)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([generator, files]) => [generator, files.map(({ link }) => link)]),
);

export interface Picture {
  readonly title: string;
  readonly description: string;
  readonly svg: string;
}

/** Diagrams, drawn with the states that the build knows. */
export const draw = {
  lab: () => picture(labView(model)),
  networks: () => picture(networksView(model)),
  host: (host: Host) => picture(hostView(model, host)),
  guest: (guest: Guest) => picture(guestView(model, guest)),
  network: (network: Network) => picture(networkView(model, network)),
  service: (service: Service) => picture(serviceView(model, service)),
};

async function picture(view: View): Promise<Picture> {
  return { title: view.title, description: view.description, svg: await renderSvg(view, { base: href(''), states: drawnStates }) };
}

// What nothing checks has no state to draw; `renderSvg` knows which of these are unknown rather than unmarked.
const drawnStates = new Map(
  [...status.bySubject].flatMap(([subject, { mark, counted }]) => (mark === 'planned' || !counted ? [] : [[subject, mark] as const])),
);

async function load(inventoryDir: string) {
  const handed = handedOver(inventoryDir);
  if (handed) return handed;
  const result = await loadLab(inventoryDir, systems);
  if (result.ok) return result.value;
  const sources = new Map(result.sources.map(({ path, text }) => [path, text]));
  throw new Error(`The inventory has mistakes.\n\n${printDiagnostics(result.diagnostics, { sources })}`);
}

function readGenerated(): readonly Generated[] {
  const ledger = readLedgerAlone(root);
  if (!ledger.ok) throw new Error(printDiagnostics(ledger.diagnostics, { sources: new Map() }));
  return [...ledger.value].map(([file, entry]) => ({
    link: fileLink(file),
    generator: entry.generator,
    about: 'about' in entry ? (entry.about ?? []) : [],
  }));
}

function fileLink(path: string, line?: number): FileLink {
  const at = line === undefined ? {} : { line };
  const { sourceUrl } = model.lab;
  const place = path.split('/').map(encodeURIComponent).join('/');
  return sourceUrl ? { path, ...at, url: `${sourceUrl}${place}${line === undefined ? '' : `#L${line}`}` } : { path, ...at };
}
