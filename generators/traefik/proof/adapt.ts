import { parse, stringify } from 'yaml';
import type { IngressProof } from '../../../testbed/system-proof.ts';
import { protects } from '../facts/kinds.ts';

type Tree = Record<string, unknown>;

const STATIC = 'infra/traefik/traefik.yaml';
const DYNAMIC = 'infra/traefik/dynamic/';
const BANS = 'infra/traefik/dynamic/crowdsec.yaml';
/** Below the folder that Traefik reads dynamic files from; it takes only YAML and TOML there. */
const CERTIFICATES = 'infra/traefik/dynamic/proof';

/**
 * A file of Traefik as a closed testbed needs it. Changed are where it would ask for certificates (nowhere) and takes its plugin from
 * (the image), how often it asks for bans, and the numbers of rate limits, which a slow machine could not go past. A login other than by
 * a file of users becomes one that the proof can pass.
 */
export const adapt: IngressProof['adapt'] = (path, content, { burst, userLine }) => {
  if (path === STATIC) return changed(content, closedIn);
  if (path === BANS) return changed(content, (tree) => replaceKey(tree, 'updateIntervalSeconds', 1));
  if (path.startsWith(DYNAMIC)) return changed(content, (tree) => withLogin(lowRates(tree, burst), userLine));
  return content;
};

/** Certificates as files that Traefik finds by itself. */
export const certificates: IngressProof['certificates'] = (given) => {
  const files = given.flatMap(({ cert, key }, index) => [
    [`${CERTIFICATES}/${index}.crt`, cert] as const,
    [`${CERTIFICATES}/${index}.key`, key] as const,
  ]);
  const named = given.map((_, index) => ({
    certFile: `/etc/traefik/dynamic/proof/${index}.crt`,
    keyFile: `/etc/traefik/dynamic/proof/${index}.key`,
  }));
  return { ...Object.fromEntries(files), [`${CERTIFICATES}.yaml`]: stringify({ tls: { certificates: named } }) };
};

function changed(content: string, change: (tree: Tree) => unknown): string {
  return stringify(change(parse(content) as Tree), { compat: 'yaml-1.1' });
}

function lowRates(value: unknown, burst: number): unknown {
  if (Array.isArray(value)) return value.map((inner) => lowRates(inner, burst));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'rateLimit' && Number(record(inner)['average']) > 0
        ? { ...record(inner), average: 1, period: '1s', burst }
        : lowRates(inner, burst),
    ]),
  );
}

/** Keeps `basicAuth` with a file of users, which is a secret and so a stand-in already; any other login becomes one with ours. */
function withLogin(tree: unknown, line: string): unknown {
  const http = record(record(tree)['http']);
  const middlewares = Object.entries(record(http['middlewares'])).map(([name, middleware]) => {
    const [kind = ''] = Object.keys(record(middleware));
    const passable = kind === 'basicAuth' && record(record(middleware)['basicAuth'])['usersFile'] !== undefined;
    return [name, protects(kind) === 'login' && !passable ? { basicAuth: { users: [line] } } : middleware];
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

function record(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}
