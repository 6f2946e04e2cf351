import { parse as parseText } from 'yaml';

/** What someone who knows the programs reads off their files. No code of the generators has a part in it. */
export interface FilesSay {
  /** `lan app.lab.example.net login access bans`: who gets to a hostname, and what asks or refuses before. */
  readonly ways: ReadonlySet<string>;
  /** `machine 443/tcp`: ports that containers publish, but for those that only the machine itself reaches. */
  readonly ports: ReadonlySet<string>;
  /** `service container pid`: what of its machine a container holds. */
  readonly doors: ReadonlySet<string>;
  /** `service container argument --x`: what the container of the ingress tells it beside its files. */
  readonly told: ReadonlySet<string>;
  /** What is open beside hostnames, ports and doors, in words. */
  readonly odd: ReadonlySet<string>;
}

type Files = ReadonlyMap<string, string>;
// biome-ignore lint/suspicious/noExplicitAny: a file may have any shape.
type Tree = Readonly<Record<string, any>>;

interface Router {
  readonly rule: string;
  readonly on: readonly string[];
  readonly through: readonly string[];
}

/** An edit leaves most files as they are. */
const parsed = new Map<string, Tree>();

function parse(text: string): Tree {
  const value = parsed.get(text) ?? (parseText(text) as Tree);
  parsed.set(text, value);
  return value;
}

const PATH = /^infra\/compose\/([^/]+)\/([^/]+)\/compose\.yaml$/;

export function readFiles(files: Files): FilesSay {
  const projects = [...files].flatMap(([path, text]) => {
    const [, machine, service] = PATH.exec(path) ?? [];
    return machine === undefined || service === undefined ? [] : [{ machine, service, project: parse(text) }];
  });
  const containers = projects.flatMap(({ machine, service, project }) =>
    Object.entries(project['services'] ?? {}).map(([name, spec]) => ({ machine, service, name, spec: spec as Tree, project })),
  );
  return {
    ...readIngress(
      files,
      containers.map(({ spec }) => spec),
    ),
    told: new Set(
      containers
        .filter(({ spec }) => /(^|\/)traefik(:|@|$)/.test(String(spec['image'])))
        .flatMap(({ service, name, spec }) => toldBy(spec).map((told) => `${service} ${name} ${told}`)),
    ),
    ports: new Set(containers.flatMap(({ machine, spec }) => portsOf(spec).map((port) => `${machine} ${port}`))),
    doors: new Set(
      containers
        .filter(({ name }) => name !== 'docker-proxy')
        .flatMap(({ service, name, spec, project }) =>
          [...doorsOf(spec), ...neighboursOf(spec, project, projects)].map((door) => `${service} ${name} ${door}`),
        ),
    ),
  };
}

function portsOf({ ports, network_mode: mode }: Tree): readonly string[] {
  if (!Array.isArray(ports) || mode === 'host') return [];
  return ports.flatMap((port: unknown) => {
    if (typeof port === 'object') {
      const { published, protocol = 'tcp', host_ip: ip = '' } = port as Record<string, string>;
      return published === undefined || String(ip).startsWith('127.') ? [] : [`${published}/${protocol}`];
    }
    const [address = '', protocol = 'tcp'] = String(port).split('/');
    const parts = address.replace(/\[.*\]:/, '6:').split(':');
    return parts.length < 2 || parts[0]?.startsWith('127.') ? [] : [`${parts.at(-2)}/${protocol}`];
  });
}

function doorsOf(spec: Tree): readonly string[] {
  const sources: readonly string[] = (spec['volumes'] ?? []).map((volume: Tree | string) =>
    typeof volume === 'string' ? volume.split(':')[0] : volume['source'],
  );
  const texts = (key: string): readonly string[] => (spec[key] ?? []).map(String);
  return [
    ...(spec['privileged'] === true ? ['privileged'] : []),
    ...['pid', 'ipc', 'uts', 'cgroup', 'userns_mode', 'network_mode'].filter((key) => spec[key] === 'host'),
    ...(sources.some((source) => source.endsWith('docker.sock')) ? ['socket'] : []),
    ...sources.filter((source) => /^\/(|etc|root|run|var|var\/run|var\/lib|var\/lib\/docker|dev)$/.test(source)),
    ...texts('devices').filter((device) => /^\/dev\/(sd|mem|nvme)/.test(device)),
    ...texts('cap_add').filter((right) => /^(SYS_ADMIN|ALL)$/.test(right)),
    ...texts('security_opt').flatMap((option) => /^(\w+)[=:]unconfined/.exec(option)?.[1] ?? []),
  ];
}

/** Networks of other projects of the same engine: those that a container joins, and that another project does not say are made elsewhere. */
function neighboursOf(
  spec: Tree,
  project: Tree,
  projects: readonly { readonly project: Tree; readonly machine: string }[],
): readonly string[] {
  const machine = projects.find((one) => one.project === project)?.machine;
  const nameIn = (of: Tree, key: string): string =>
    of['networks']?.[key]?.['name'] ?? (of['networks']?.[key]?.['external'] ? key : `${of['name']}_${key}`);
  const keys = Array.isArray(spec['networks']) ? spec['networks'] : Object.keys(spec['networks'] ?? { default: null });
  const joined: readonly string[] =
    spec['network_mode'] === undefined ? keys.map((key: string) => nameIn(project, key)) : [spec['network_mode']];
  const made = projects
    .filter((one) => one.machine === machine && one.project !== project)
    .flatMap(({ project: other }) =>
      ['default', ...Object.keys(other['networks'] ?? {})].flatMap((key) =>
        other['networks']?.[key]?.['external'] ? [] : [nameIn(other, key)],
      ),
    );
  return joined.filter((name) => made.includes(name)).map((name) => `network ${name}`);
}

/** Flags, variables and files by which Traefik is told what its files do not say. */
function toldBy({ command, environment, volumes, post_start: hooks }: Tree): readonly string[] {
  const words: readonly string[] = typeof command === 'string' ? command.split(' ') : (command ?? []);
  const variables: readonly string[] = Array.isArray(environment)
    ? environment.map((pair) => String(pair).replace('=', ': '))
    : Object.entries(environment ?? {}).map(([name, value]) => `${name}: ${value}`);
  const mounts: readonly (readonly string[])[] = (volumes ?? []).map((each: Tree | string) =>
    typeof each === 'string' ? each.split(':') : [each['source'], each['target']],
  );
  return [
    ...words.filter((word) => word !== 'traefik').map((word) => `argument ${word}`),
    ...variables.filter((pair) => pair.startsWith('TRAEFIK_')).map((pair) => `variable ${pair}`),
    ...mounts
      .filter(([source, target]) => target?.startsWith('/etc/traefik') && !`${source}`.endsWith(target.slice('/etc'.length)))
      .map(([source, target]) => `file ${target}: ${source}`),
    ...(hooks ? ['post_start'] : []),
  ];
}

function readIngress(files: Files, containers: readonly Tree[]): Pick<FilesSay, 'ways' | 'odd'> {
  const text = files.get('infra/traefik/traefik.yaml');
  if (text === undefined) return { ways: new Set(), odd: new Set() };
  const main = parse(text);
  const http = { routers: new Map<string, Router>(), middlewares: new Map<string, Tree>() };
  const odd = new Set(oddSettings(main));
  for (const [path, content] of files) if (path.startsWith('infra/traefik/dynamic/')) readDynamic(parse(content), http, odd);
  for (const spec of containers) readLabels(spec['labels'], http, odd);
  const tunnel = tunnelRules(files);
  const application = [...(files.get('infra/terraform/cloudflare/access.tf') ?? '').matchAll(/^ {2}domain\s*=\s*"([^"]+)"/gm)].map(
    ([, host]) => host,
  );
  const ways = new Set<string>();
  for (const { rule, on, through } of http.routers.values()) {
    const [, host] = /^Host\(`([^`]+)`\)$/.exec(rule) ?? [];
    if (host === undefined) odd.add(`rule ${rule}`);
    for (const name of on.length > 0 ? on : ['every entry point']) {
      const point = main['entryPoints']?.[name];
      const port = String(point?.['address'] ?? '')
        .split(':')
        .at(-1);
      const from = port === '443' ? 'lan' : port === '8443' ? 'tunnel' : undefined;
      if (from === undefined) odd.add(`${host} on ${name}`);
      const chain = [...((point?.['http']?.['middlewares'] as unknown as string[]) ?? []), ...through].flatMap((each) =>
        kindsOf(each, http.middlewares),
      );
      const access = from === 'tunnel' && (tunnel.get(host ?? '') === true || application.includes(host));
      const words = [chain.some((kind) => /auth$/i.test(kind)) && 'login', access && 'access', chain.includes('plugin') && 'bans'];
      ways.add([from, host, ...words.filter(Boolean)].join(' '));
    }
  }
  for (const host of tunnel.keys()) if (![...ways].some((way) => way.startsWith(`tunnel ${host}`))) odd.add(`tunnel leads to ${host}`);
  return { ways, odd };
}

function oddSettings(main: Tree): readonly string[] {
  const points = Object.entries<Tree>(main['entryPoints'] ?? {}).flatMap(([name, point]) => [
    ...(/:(80|443|8443|8082)$/.test(String(point['address'])) ? [] : [`entry point ${name}`]),
    ...(point['forwardedHeaders']?.['insecure'] ? [`${name} believes every header`] : []),
  ]);
  const providers = Object.keys(main['providers'] ?? {}).filter((name) => name !== 'docker' && name !== 'file');
  return [
    ...points,
    ...providers.map((name) => `provider ${name}`),
    ...(main['api']?.['insecure'] ? ['the API is open'] : []),
    ...(main['providers']?.['docker']?.['exposedByDefault'] === (false as unknown) ? [] : ['every container is routed']),
  ];
}

type Http = { readonly routers: Map<string, Router>; readonly middlewares: Map<string, Tree> };

function readDynamic(value: Tree, { routers, middlewares }: Http, odd: Set<string>): void {
  for (const [name, router] of Object.entries(value['http']?.['routers'] ?? {})) {
    const {
      rule = '',
      entryPoints = [],
      middlewares: through = [],
    } = router as unknown as { rule: string; entryPoints: string[]; middlewares: string[] };
    routers.set(`${name}@file`, { rule, on: entryPoints, through });
  }
  for (const [name, middleware] of Object.entries<Tree>(value['http']?.['middlewares'] ?? {})) middlewares.set(name, middleware);
  for (const protocol of ['tcp', 'udp']) if (value[protocol]) odd.add(`${protocol} routes`);
}

function readLabels(labels: unknown, { routers }: Http, odd: Set<string>): void {
  const pairs = Array.isArray(labels)
    ? labels.map((label) => String(label).split(/=(.*)/s))
    : Object.entries(labels ?? {}).map(([key, value]) => [key, String(value)]);
  const said = new Map(pairs.map(([key = '', value = '']) => [key.toLowerCase(), value]));
  if (said.get('traefik.enable') !== 'true') return;
  const names = new Set([...said.keys()].flatMap((key) => /^traefik\.http\.routers\.([^.]+)\./.exec(key)?.[1] ?? []));
  for (const key of said.keys()) if (/^traefik\.(tcp|udp)\./.test(key)) odd.add(key);
  const list = (text: string | undefined) => (text ?? '').split(',').filter(Boolean);
  for (const name of names) {
    const of = (option: string) => said.get(`traefik.http.routers.${name}.${option}`);
    routers.set(`${name}@docker`, { rule: of('rule') ?? '', on: list(of('entrypoints')), through: list(of('middlewares')) });
  }
}

/** Kinds of a middleware, those of a chain in order; unknown ones are none. */
function kindsOf(name: string, known: ReadonlyMap<string, Tree>): readonly string[] {
  return Object.entries(known.get(name.replace(/@file$/, '')) ?? {}).flatMap(([kind, options]) =>
    kind === 'chain' ? (options['middlewares'] as unknown as string[]).flatMap((member) => kindsOf(member, known)) : [kind],
  );
}

/** Hostnames that the tunnel leads to the lab, and whether it checks a login for them. */
function tunnelRules(files: Files): ReadonlyMap<string, boolean> {
  const rules = (parse(files.get('infra/cloudflared/config.yml') ?? '{}')['ingress'] ?? []) as unknown as readonly Tree[];
  return new Map(
    rules.flatMap((rule) =>
      rule['hostname'] ? [[String(rule['hostname']), (rule['originRequest']?.['access']?.['required'] as unknown) === true] as const] : [],
    ),
  );
}
