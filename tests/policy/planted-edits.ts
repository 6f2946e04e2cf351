import { parse, stringify } from 'yaml';
import { PAGE } from './disagreements.ts';

type Files = ReadonlyMap<string, string>;
/** A number from 0 up to, and without, 1. */
export type Random = () => number;

const STATIC = /^infra\/traefik\/traefik\.yaml$/;
const COMPOSE = /^infra\/compose\/[^/]+\/[^/]+\/compose\.yaml$/;
const ROUTES = /^infra\/traefik\/dynamic\/service-/;
const TUNNEL = /^infra\/cloudflared\/config\.yml$/;

/** Edits a value of a file that is picked at random; undefined where there is nothing to edit. */
type Edit = (files: Files, random: Random) => Files | undefined;

// biome-ignore lint/suspicious/noExplicitAny: an edit reaches into a file of any shape.
type Value = any;

const inYaml =
  (match: RegExp, change: (value: Value, random: Random) => boolean | undefined): Edit =>
  (files, random) => {
    const paths = [...files.keys()].filter((path) => match.test(path));
    for (const path of shuffled(paths, random)) {
      const value: Value = parse(files.get(path) ?? '');
      if (change(value, random) === true) return new Map([...files, [path, stringify(value)]]);
    }
    return undefined;
  };

const inContainer = (change: (container: Value) => boolean | undefined, only: (container: Value) => boolean = () => true): Edit =>
  inYaml(COMPOSE, ({ services }, random) => {
    const found = Object.entries<Value>(services).filter(([name, spec]) => name !== 'docker-proxy' && only(spec));
    const [first] = shuffled(found, random);
    return first !== undefined && change(first[1]);
  });

const inPage =
  (match: RegExp, to: string): Edit =>
  (files, random) => {
    const lines = (files.get(PAGE) ?? '').split('\n');
    const [at] = shuffled(
      [...lines.keys()].filter((index) => match.test(lines[index] ?? '')),
      random,
    );
    if (at === undefined) return undefined;
    return new Map([...files, [PAGE, lines.map((line, index) => (index === at ? line.replace(match, to) : line)).join('\n')]]);
  };

function put(into: Value, key: string, value: unknown): true {
  into[key] = value;
  return true;
}

/** Whether nothing of the machine is in it, so that a door is news. */
const isApart = (spec: Value): boolean =>
  !/docker|"\/(|etc|var[^"]*|run|root|dev):|host|SYS_|unconfined/.test(
    JSON.stringify([spec.volumes, spec.pid, spec.network_mode, spec.cap_add]),
  );
const isRouted = ({ labels }: Value): boolean => labels?.['traefik.enable'] === 'true';
const isIngress = ({ image }: Value): boolean => /^traefik:/.test(image);
const set = (key: string, value: unknown) => (spec: Value) => {
  spec[key] = Array.isArray(value) ? [...(spec[key] ?? []), ...value] : value;
  return true;
};

/** By what they do to the files or the page, which each time do not agree any more. */
export const EDITS: Readonly<Record<string, Edit>> = {
  'the API is open': inYaml(STATIC, (value) => put(value, 'api', { insecure: true })),
  'an entry point more': inYaml(STATIC, ({ entryPoints }) => put(entryPoints, 'more', { address: ':9443' })),
  'every container is routed': inYaml(STATIC, ({ providers }) => put(providers.docker, 'exposedByDefault', true)),
  'a provider more': inYaml(STATIC, ({ providers }) => put(providers, 'http', { endpoint: 'http://x' })),
  'headers are believed': inYaml(STATIC, ({ entryPoints }) => put(entryPoints.websecure, 'forwardedHeaders', { insecure: true })),
  'no bans': inYaml(STATIC, ({ entryPoints }) => entryPoints.websecure.http?.middlewares && delete entryPoints.websecure.http),
  'a router more in a file': inYaml(ROUTES, ({ http }) =>
    put(http.routers, 'evil', { rule: 'Host(`evil.example.net`)', entryPoints: ['websecure'] }),
  ),
  'a router of a file on every entry point': inYaml(ROUTES, ({ http }) => delete Object.values<Value>(http.routers)[0].entryPoints),
  'a router over TCP': inYaml(ROUTES, (value) => put(value, 'tcp', { routers: { evil: { rule: 'HostSNI(`*`)' } } })),
  'a hostname less': inYaml(ROUTES, ({ http }) => delete http.routers[Object.keys(http.routers)[0] ?? '']),
  'a router more by labels': inContainer(
    ({ labels }) => put(labels, 'traefik.http.routers.evil.rule', 'Host(`evil.example.net`)'),
    isRouted,
  ),
  'one in capitals': inContainer(({ labels }) => put(labels, 'Traefik.HTTP.routers.evil.Rule', 'Host(`evil.example.net`)'), isRouted),
  'the container is not routed': inContainer(({ labels }) => put(labels, 'traefik.enable', 'false'), isRouted),
  'a flag of the ingress': inContainer(set('command', ['--api.insecure']), isIngress),
  'a provider by a flag': inContainer(set('command', ['--providers.http.endpoint=http://x']), isIngress),
  'a variable of the ingress': inContainer(
    (spec) => put(spec, 'environment', { ...spec.environment, TRAEFIK_ENTRYPOINTS_MORE_ADDRESS: ':9443' }),
    isIngress,
  ),
  'routes of another folder': inContainer(set('volumes', ['/srv/routes:/etc/traefik/dynamic']), isIngress),
  'a file of routes more': inContainer(
    set('volumes', [{ type: 'bind', source: '/srv/x', target: '/etc/traefik/dynamic/x.yaml' }]),
    isIngress,
  ),
  'another file of settings': inContainer(set('volumes', ['./traefik.toml:/etc/traefik/traefik.toml']), isIngress),
  'a command beside the ingress': inContainer(set('post_start', [{ command: 'x' }]), isIngress),
  'the socket': inContainer(set('volumes', ['/var/run/docker.sock:/s:ro']), isApart),
  'all of the machine': inContainer(set('volumes', ['/:/rootfs:ro']), isApart),
  'the processes of the machine': inContainer(set('pid', 'host'), isApart),
  'all rights': inContainer(set('privileged', true), isApart),
  'a right of root': inContainer(set('cap_add', ['SYS_ADMIN']), isApart),
  'a disk': inContainer(set('devices', ['/dev/sda']), isApart),
  'a filter off': inContainer(set('security_opt', ['seccomp=unconfined']), isApart),
  'a port more': inContainer(set('ports', ['10.99.99.99:49999:80']), ({ network_mode }) => network_mode === undefined),
  'a network of another project': (files, random) => {
    const paths = shuffled(
      [...files.keys()].filter((path) => COMPOSE.test(path)),
      random,
    );
    for (const path of paths) {
      const beside = paths.find((other) => other !== path && other.split('/')[2] === path.split('/')[2]);
      const name = beside && `${parse(files.get(beside) ?? '').name}_default`;
      const edited = inYaml(new RegExp(`^${path}$`), ({ services }) => {
        const spec = Object.entries<Value>(services).find(
          ([container, { networks, network_mode }]) =>
            container !== 'docker-proxy' && !Array.isArray(networks) && network_mode === undefined,
        )?.[1];
        return name !== undefined && spec !== undefined && put(spec, 'networks', { ...(spec.networks ?? { default: null }), [name]: null });
      })(files, random);
      const whole =
        edited &&
        name &&
        inYaml(new RegExp(`^${path}$`), (project) => put(project, 'networks', { ...project.networks, [name]: { external: true } }))(
          edited,
          random,
        );
      if (whole) return whole;
    }
    return undefined;
  },
  'a hostname for the internet': inYaml(
    TUNNEL,
    ({ ingress }) => ingress.unshift({ hostname: 'evil.example.net', service: 'http://x' }) > 0,
  ),
  'no login at the edge': (files, random) => {
    const edited = inYaml(TUNNEL, ({ ingress }) => {
      const rule = ingress.find(({ originRequest }: Value) => originRequest?.access);
      return rule !== undefined && delete rule.originRequest.access;
    })(files, random);
    return edited && new Map([...edited, ['infra/terraform/cloudflare/access.tf', '']]);
  },
  'the page has a hostname less': inPage(/^\| `[^`]*\.[a-z]+` \| .*/, ''),
  'the page claims a login': inPage(/^(\| `[^`]*` \| )nothing: [^|]*/, '$1Login '),
  'the page denies a login': inPage(/^(\| `[^`]*` \| )(?!nothing)[^|]*(?=\|.*(?:Bans|TLS))/, '$1nothing: it needs none '),
  'the page has a door less': inPage(/^\| .*(?:the socket of Docker|network of the machine|all processes).*/, ''),
};

/** Removes the middlewares of a router that has a login, by label or in a file. */
export const WITHOUT_LOGIN: Edit = inYaml(ROUTES, ({ http }) => {
  const router = Object.values<Value>(http.routers).find(({ middlewares = [] }) =>
    middlewares.some((name: string) => /login|auth|app|tool/.test(name)),
  );
  return router !== undefined && delete router.middlewares;
});

export const WITHOUT_LOGIN_BY_LABEL: Edit = inContainer(
  ({ labels }) => {
    const key = Object.keys(labels).find((label) => /^traefik\.http\.routers\.[^.]+\.middlewares$/.test(label));
    return key !== undefined && put(labels, key, '');
  },
  (spec) => isRouted(spec) && /"[^"]*(login|auth|app|tool)[^"]*@file/.test(JSON.stringify(spec.labels)),
);

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
