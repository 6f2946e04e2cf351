import { createHash } from 'node:crypto';
import { stacksOf } from '../../../core/compose/stacks.ts';
import type { Model } from '../../../core/contract.ts';
import type { Deployment } from '../../../core/deploy/deployment.ts';
import { deploymentsOf } from '../../../core/deploy/deployments.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import type { Ledger, LedgerEntry } from '../../../core/plan/ledger.ts';
import { once } from '../../../lib/once.ts';
import { type ManagedMachine, managedOf } from '../facts/managed.ts';

/** One thing that playbooks deploy to a machine, as the files of today have it. */
export interface DeclaredDeploy {
  /** What it is remembered under on the machine. */
  readonly name: string;
  readonly title: string;
  /** The service whose page tells of it; the machine's otherwise. */
  readonly service?: SubjectId;
  /** Of its files, as `digest_of_all` of the collection makes it; undefined where a person has taken one over, or the ledger does not have them. */
  readonly digest: string | undefined;
}

/** Everything that is deployed to a machine and remembered there, projects of containers after the rest. */
export function declaredOn(model: Model, machine: ManagedMachine, ledger: Ledger): readonly DeclaredDeploy[] {
  const { id, root } = machine;
  return [
    ...(deploymentsOf(model).get(id) ?? []).filter(hasFiles).map((deployment) => ({
      name: deployment.id,
      title: deployment.title,
      digest: digestOf(deployment, root, ledger),
    })),
    ...stacksOf(model)
      .filter((stack) => stack.machine.id === id)
      .map(({ service, path }) => ({
        name: stackName(service.id),
        title: service.title,
        service: service.subject,
        digest: digestOf({ folders: [path.replace(/\/[^/]+$/, '')] }, root, ledger),
      })),
  ];
}

export const stackName = (service: string): string => `stack-${service}`;

/** What playbooks remember beside that; it has no page. */
export const BESIDE: ReadonlySet<string> = new Set(['stacks-by-hand', 'secrets']);

/** A machine that playbooks manage, and the thing whose page tells of it. */
export const deployedMachines = (model: Model): readonly { readonly machine: ManagedMachine; readonly subject: SubjectId }[] =>
  managedOf(model).map((machine) => ({ machine, subject: machine.subject ?? model.lab.subject }));

/** Without files nothing is remembered. */
const hasFiles = ({ folders = [], places = [] }: Deployment): boolean => folders.length + places.length > 0;

function digestOf({ folders = [], places = [] }: Pick<Deployment, 'folders' | 'places'>, root: string, ledger: Ledger): string | undefined {
  const files = new Map<string, { readonly entry: LedgerEntry | undefined; readonly mode: string }>();
  for (const folder of folders)
    for (const [path, entry] of byFolder(ledger).get(folder) ?? [])
      files.set(`${root}/${path}`, { entry, mode: 'mode' in entry ? (entry.mode ?? '644') : '644' });
  for (const { from, to, mode = 0o644 } of places) files.set(to, { entry: ledger.get(from), mode: mode.toString(8) });
  const lines: string[] = [];
  for (const to of [...files.keys()].sort()) {
    const { entry, mode = '' } = files.get(to) ?? {};
    if (entry === undefined || 'released' in entry) return undefined;
    lines.push(`${to} ${entry.sha256} ${mode.padStart(4, '0')}`);
  }
  return lines.length === 0 ? undefined : createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** What the ledger has below each folder. */
const byFolder = once((ledger: Ledger): ReadonlyMap<string, readonly (readonly [path: string, entry: LedgerEntry])[]> => {
  const folders = new Map<string, [string, LedgerEntry][]>();
  for (const [path, entry] of ledger)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      const below = folders.get(folder);
      if (below) below.push([path, entry]);
      else folders.set(folder, [[path, entry]]);
    }
  return folders;
});
