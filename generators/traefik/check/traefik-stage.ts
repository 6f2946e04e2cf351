import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { withLocalPlugins } from './traefik-plugins.ts';

type Tree = Record<string, unknown>;

/** A line with one login, as Traefik reads it from the file of users of each kind of login. */
const LOGIN = `stand-in:{SHA}${createHash('sha1').update('stand-in').digest('base64')}\n`;
const DIGEST_LOGIN = `stand-in:traefik:${createHash('md5').update('stand-in:traefik:stand-in').digest('hex')}\n`;

/** The generated configuration, moved to where a test run can use it: loopback ports, stand-in secrets, no certificate authority. */
export interface TraefikStage {
  /** Folder of this run, below the repository so that a tool in a container sees it too. */
  readonly folder: string;
  readonly staticFile: string;
}

export interface StagePorts {
  /** Where Traefik's own API listens. */
  readonly api: number;
  /** Where a stand-in for the Docker Engine listens. */
  readonly docker: number;
}

/**
 * Copies static and dynamic files and changes only what ties them to the lab. Everything else, and so every key that Traefik might
 * refuse, stays as generated. `/run/secrets/x`, and a file of users wherever it lies, becomes a file with one stand-in login.
 */
export async function stageTraefik(
  root: string,
  staticPath: string | undefined,
  dynamicPaths: readonly string[],
  ports: StagePorts,
): Promise<TraefikStage> {
  const home = join(root, '.rackbook', 'verify');
  await mkdir(home, { recursive: true });
  const folder = await mkdtemp(join(home, 'traefik-'));
  const dynamic = join(folder, 'dynamic');
  const secrets = join(folder, 'secrets');
  await mkdir(dynamic);
  await mkdir(secrets);
  for (const path of dynamicPaths) {
    const { tree, files } = withStandInSecrets(parse(await readFile(join(root, path), 'utf8')), secrets);
    for (const [file, content] of files) await writeFile(file, content);
    await writeFile(join(dynamic, basename(path)), stringify(tree));
  }
  const config = staticPath === undefined ? {} : (parse(await readFile(join(root, staticPath), 'utf8')) as Tree);
  const experimental = await withLocalPlugins(tree(config['experimental']), folder);
  const staticFile = join(folder, 'traefik.yaml');
  await writeFile(staticFile, stringify(withoutEmpty({ ...onLoopback(config, dynamic, folder, ports), experimental })));
  return { folder, staticFile };
}

function onLoopback(config: Tree, dynamic: string, folder: string, ports: StagePorts): Tree {
  const entryPoints = Object.fromEntries(
    Object.entries(tree(config['entryPoints'])).map(([name, spec]) => [name, { ...tree(spec), address: '127.0.0.1:0' }]),
  );
  const providers = tree(config['providers']);
  const resolvers = Object.entries(tree(config['certificatesResolvers'])).map(([name, spec]) => {
    // Port 9 discards: no certificate is asked for, and the rest of the section is still read.
    const acme = { ...tree(tree(spec)['acme']), caServer: 'https://127.0.0.1:9/', storage: join(folder, 'acme.json') };
    return [name, { ...tree(spec), acme }] as const;
  });
  return {
    ...config,
    entryPoints: { ...entryPoints, traefik: { address: `127.0.0.1:${ports.api}` } },
    api: { ...tree(config['api']), insecure: true },
    accessLog: { ...tree(config['accessLog']), filePath: join(folder, 'access.log') },
    providers: {
      ...providers,
      file: { ...tree(providers['file']), directory: dynamic, watch: false },
      docker: { ...tree(providers['docker']), endpoint: `tcp://127.0.0.1:${ports.docker}`, watch: false },
    },
    certificatesResolvers: Object.fromEntries(resolvers),
  };
}

/** Moves secrets, and files of users wherever they lie, into `folder`; `files` are to be written there. */
function withStandInSecrets(value: unknown, folder: string): { tree: unknown; files: ReadonlyMap<string, string> } {
  const files = new Map<string, string>();
  const move = (inner: unknown, key: string, login: string): unknown => {
    if (typeof inner === 'string' && (inner.startsWith('/run/secrets/') || key === 'usersFile')) {
      // Two kinds of login may name one file, and each reads lines of its own form.
      const path = join(folder, `${login === DIGEST_LOGIN ? 'digest-' : ''}${basename(inner)}`);
      files.set(path, login);
      return path;
    }
    if (Array.isArray(inner)) return inner.map((item) => move(item, key, login));
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(
        Object.entries(inner).map(([name, item]) => [name, move(item, name, name === 'digestAuth' ? DIGEST_LOGIN : login)]),
      );
    return inner;
  };
  return { tree: move(value, '', LOGIN), files };
}

/** Traefik refuses a section that has nothing in it. */
function withoutEmpty(config: Tree): Tree {
  return Object.fromEntries(Object.entries(config).filter(([, section]) => Object.keys(tree(section)).length > 0));
}

function tree(value: unknown): Tree {
  return typeof value === 'object' && value !== null ? (value as Tree) : {};
}
