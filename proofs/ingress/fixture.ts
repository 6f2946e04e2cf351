import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import { type Authority, makeAuthority } from '../../core/demo/certificates.ts';
import { LOGIN_KINDS } from '../../core/facts/guards.ts';
import { routesOf } from '../../core/facts/routes.ts';
import { withMounted } from '../files/machine-files.ts';
import type { RecordedFiles, TakenFile } from '../files/recorded-files.ts';
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

const STATIC = 'infra/traefik/traefik.yaml';
const DYNAMIC = 'infra/traefik/dynamic/';
/** Requests that one client may send at once while the proof runs. */
export const FIXTURE_BURST = 20;
const BANS = 'infra/traefik/dynamic/crowdsec.yaml';
/** Below the folder that Traefik reads dynamic files from; it takes only YAML and TOML there. */
const CERTIFICATES = 'infra/traefik/dynamic/proof';

/** The files that the machines of the ingress run: stacks and what they mount, settings of engines, rulesets, and units of networkd. */
export function ingressFiles(files: RecordedFiles, model: Model): readonly TakenFile[] {
  const machines = [...new Set(stacksOf(model).map(({ machine }) => machine))];
  return withMounted(files, [
    ...machines.flatMap(({ id }) => [
      ...files.all(`infra/compose/${id}`),
      ...files.all(engineSettingsPath(id)),
      files.one(`infra/nftables/${id}/rackbook.nft`),
    ]),
    ...model.hosts.filter(({ uplink }) => uplink !== undefined).flatMap(({ id }) => files.all(`infra/networkd/${id}`)),
  ]);
}

export const engineSettingsPath = (machine: string): string => `infra/docker/${machine}/daemon.json`;

/**
 * Writes these files. Changed are: how often health is checked and by which shell text (images are stand-ins), where
 * Traefik would ask for certificates (nowhere) and takes its plugin from (the image), how often it asks for bans, and the numbers of
 * rate limits, which a slow machine could not go past. A login other than by a file of users becomes one that the proof can pass. Added are
 * certificates of an authority that lives as long as the proof. All else is as generated.
 */
export async function makeFixture(files: readonly TakenFile[], options: FixtureOptions & { readonly login: Login }): Promise<Fixture> {
  await mkdir(options.parent, { recursive: true });
  const root = await mkdtemp(join(options.parent, 'ingress-'));
  for (const { path, content, mode } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), adapted(path, content, options.login), { mode });
  }
  const authority = await makeAuthority(new Date());
  await writeCertificates(root, authority, [
    options.model.lab.domain,
    `*.${options.model.lab.domain}`,
    ...routesOf(options.model).map(({ exposure }) => exposure.hostname),
  ]);
  return { root, ca: authority.ca };
}

/** One generated file as the testbed needs it. */
export function adapted(path: string, content: string, login: Login): string {
  if (path.endsWith('/compose.yaml')) return adaptedCompose(content);
  if (path === STATIC) return changed(content, closedIn);
  if (path === BANS) return changed(content, (tree) => replaceKey(tree, 'updateIntervalSeconds', 1));
  if (path.startsWith(DYNAMIC)) return changed(content, (tree) => withLogin(lowRates(tree), login));
  return content;
}

/** A Compose file whose health is checked often, and by programs that the stand-ins have. */
export function adaptedCompose(content: string): string {
  return changed(content, quickHealth);
}

function changed(content: string, change: (tree: Tree) => unknown): string {
  return stringify(change(parse(content) as Tree), { compat: 'yaml-1.1' });
}

function quickHealth(document: Tree): Tree {
  const services = Object.entries(record(document['services'])).map(([name, container]) => {
    const health = record(record(container)['healthcheck']);
    if (Object.keys(health).length === 0) return [name, container];
    // What a shell text looks for is in the real program's answer only.
    const test = Array.isArray(health['test']) && health['test'][0] === 'CMD' ? health['test'] : ['CMD', 'true'];
    return [name, { ...record(container), healthcheck: { ...health, test, interval: '5s', start_period: '0s', retries: 20 } }];
  });
  return { ...document, services: Object.fromEntries(services) };
}

function lowRates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowRates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'rateLimit' && Number(record(inner)['average']) > 0
        ? { ...record(inner), average: 1, period: '1s', burst: FIXTURE_BURST }
        : lowRates(inner),
    ]),
  );
}

/** Keeps `basicAuth` with a file of users, which is a secret and so a stand-in already; any other login becomes one with ours. */
function withLogin(tree: unknown, login: Login): unknown {
  const http = record(record(tree)['http']);
  const middlewares = Object.entries(record(http['middlewares'])).map(([name, middleware]) => {
    const [kind = ''] = Object.keys(record(middleware));
    const passable = kind === 'basicAuth' && record(record(middleware)['basicAuth'])['usersFile'] !== undefined;
    return [name, LOGIN_KINDS.includes(kind) && !passable ? { basicAuth: { users: [userLine(login)] } } : middleware];
  });
  return middlewares.length === 0 ? tree : { ...record(tree), http: { ...http, middlewares: Object.fromEntries(middlewares) } };
}

function closedIn(config: Tree): Tree {
  const resolvers = Object.entries(record(config['certificatesResolvers'])).map(([name, spec]) => {
    const acme = { ...record(record(spec)['acme']), caServer: 'https://127.0.0.1:9/' };
    return [name, { ...record(spec), acme }];
  });
  const plugins = Object.entries(record(record(config['experimental'])['plugins'])).map(([name, spec]) => [
    name,
    { moduleName: record(spec)['moduleName'] },
  ]);
  return {
    ...config,
    certificatesResolvers: Object.fromEntries(resolvers),
    ...(plugins.length > 0 ? { experimental: { localPlugins: Object.fromEntries(plugins) } } : {}),
  };
}

function replaceKey(value: unknown, key: string, replacement: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceKey(item, key, replacement));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? replacement : replaceKey(inner, key, replacement)]),
  );
}

async function writeCertificates(root: string, authority: Authority, names: readonly string[]): Promise<void> {
  const folder = join(root, CERTIFICATES);
  await mkdir(folder, { recursive: true });
  const certificates = await Promise.all(
    [...new Set(names)].map(async (name, index) => {
      const { cert, key } = await authority.issue(name, 30);
      await writeFile(join(folder, `${index}.crt`), cert);
      await writeFile(join(folder, `${index}.key`), key);
      return { certFile: `/etc/traefik/dynamic/proof/${index}.crt`, keyFile: `/etc/traefik/dynamic/proof/${index}.key` };
    }),
  );
  await writeFile(join(root, `${CERTIFICATES}.yaml`), stringify({ tls: { certificates } }));
}

function record(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}
