import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { engineOf } from '../../core/compose/engine-of.ts';
import { stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import { makeAuthority } from '../../core/demo/certificates.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { IngressProof } from '../../testbed/system-proof.ts';
import { withMounted } from '../files/machine-files.ts';
import type { RecordedFiles, TakenFile } from '../files/recorded-files.ts';
import { firewallProofOf, interfacesProofs } from '../system-proofs.ts';
import { type Login, userLine } from './topology-plan.ts';

type Tree = Record<string, unknown>;

/** The generated files, laid out as on a machine, with the few changes that a closed testbed asks for. */
export interface Fixture {
  /** Folder that stands for the repository. */
  readonly root: string;
  /** PEM of the authority that signed the certificates of the ingress. */
  readonly ca: string;
}

export interface FixtureOptions {
  /** Folder below which the fixture is made. */
  readonly parent: string;
  readonly model: Model;
}

/** Requests that one client may send at once while the proof runs. */
export const FIXTURE_BURST = 20;

/**
 * The files that the machines of the ingress run: stacks and what they mount, settings of engines, rulesets, and units of their
 * interfaces.
 */
export function ingressFiles(files: RecordedFiles, model: Model): readonly TakenFile[] {
  const machines = [...new Set(stacksOf(model).map(({ machine }) => machine))];
  const { settings } = engineOf(model);
  const firewall = firewallProofOf(model);
  return withMounted(files, [
    ...machines.flatMap(({ id }) => [
      ...files.all(`infra/compose/${id}`),
      ...files.all(settings.path(id)),
      ...(firewall ? [files.one(firewall.machine(id))] : []),
    ]),
    ...model.hosts
      .filter(({ uplink }) => uplink !== undefined)
      .flatMap(({ id }) => interfacesProofs(model).flatMap(({ folder }) => files.all(folder(id)))),
  ]);
}

/**
 * Writes these files. Changed are how often health is checked and by which shell text (images are stand-ins), and what the system of the
 * ingress says that a testbed needs. Added are certificates of an authority that lives as long as the proof. All else is as generated.
 */
export async function makeFixture(
  files: readonly TakenFile[],
  options: FixtureOptions & { readonly login: Login; readonly ingress: IngressProof | undefined },
): Promise<Fixture> {
  await mkdir(options.parent, { recursive: true });
  const root = await mkdtemp(join(options.parent, 'ingress-'));
  for (const { path, content, mode } of files) await put(root, path, adapted(path, content, options.login, options.ingress), mode);
  const authority = await makeAuthority(new Date());
  const { domain } = options.model.lab;
  const names = [domain, `*.${domain}`, ...routesOf(options.model).map(({ exposure }) => exposure.hostname)];
  const issued = await Promise.all([...new Set(names)].map((name) => authority.issue(name, 30)));
  for (const [path, content] of Object.entries(options.ingress?.certificates(issued) ?? {})) await put(root, path, content);
  return { root, ca: authority.ca };
}

async function put(root: string, path: string, content: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content, { mode });
}

/** One generated file as the testbed needs it. */
export function adapted(path: string, content: string, login: Login, ingress: Pick<IngressProof, 'adapt'> | undefined): string {
  if (path.endsWith('/compose.yaml')) return adaptedCompose(content);
  return ingress?.adapt(path, content, { burst: FIXTURE_BURST, userLine: userLine(login) }) ?? content;
}

/** A Compose file whose health is checked often, and by programs that the stand-ins have. */
export function adaptedCompose(content: string, interval = '5s'): string {
  return stringify(quickHealth(parse(content) as Tree, interval), { compat: 'yaml-1.1' });
}

function quickHealth(document: Tree, interval: string): Tree {
  const services = Object.entries(record(document['services'])).map(([name, container]) => {
    const health = record(record(container)['healthcheck']);
    if (Object.keys(health).length === 0) return [name, container];
    // What a shell text looks for is in the real program's answer only.
    const test = Array.isArray(health['test']) && health['test'][0] === 'CMD' ? health['test'] : ['CMD', 'true'];
    return [name, { ...record(container), healthcheck: { ...health, test, interval, start_period: '0s', retries: 20 } }];
  });
  return { ...document, services: Object.fromEntries(services) };
}

function record(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}
