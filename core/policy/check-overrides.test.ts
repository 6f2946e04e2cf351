import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { systems } from '../../registry/systems.gen.ts';
import { readBase } from '../../tests/bad/cases.ts';
import { renderTexts } from '../pipeline.ts';

const APP = `
services:
  tunnel: { title: Tunnel, runs-on: one, compose: { services: { tunnel: { image: "cloudflared:1" } } } }
  app:
    title: App
    runs-on: one
    expose: [{ host: app, container: app, port: 80, to: [lan], middlewares: [auth] }]
    compose:
      services: { app: { image: "app:1", user: "1000", healthcheck: { test: [CMD, ok] }, configs: [{ source: app.yaml, target: /app.yaml }] } }
      configs: { app.yaml: { content: "auth: { on: true }" } }
  far:
    title: Far
    runs-on: one
    expose: [{ host: far, port: 80, to: [lan], middlewares: [auth] }]
`;
const COMPOSE = 'compose/one/app/compose.yaml';
const STATIC = 'traefik/traefik.yaml';

/** Lays overrides over a small lab, by path and value. */
function render(overrides: Readonly<Record<string, object | string>>, reasons: object = {}, more = '') {
  const texts = [readBase(), APP, stringify({ lab: { overrides: reasons } }), more];
  return renderTexts(
    {
      inventory: { files: texts.map((text, index) => ({ path: `inventory/${index}.yaml`, text })), diagnostics: [] },
      overrides: {
        files: Object.entries(overrides).map(([path, value]) => ({
          path: `inventory/overrides/${path}`,
          text: typeof value === 'string' ? value : stringify(value),
        })),
        diagnostics: [],
      },
    },
    systems,
  );
}

function found(path: string, value: object | string, reasons: object = {}, more = '') {
  const rendered = render({ [path]: value }, reasons, more);
  return rendered.ok ? [] : rendered.diagnostics;
}

/** What an override may say of a container without a reason. */
const HARMLESS = {
  restart: 'always',
  stop_grace_period: '1m',
  mem_reservation: '64m',
  environment: { TZ: 'UTC', NO_COLOR: '1', GOMAXPROCS: '2', LOG_LEVEL: 'warn' },
  healthcheck: { interval: '1m' },
  labels: { 'org.opencontainers.image.title': 'y', 'com.example.tool.update': 'true' },
};

const app = (container: object) => ({ services: { app: container } });

describe('an override that decides otherwise than the inventory', () => {
  it.each<[what: string, path: string, value: object, said: readonly string[]]>([
    ['nothing that pages rest on', COMPOSE, app(HARMLESS), []],
    [
      'the socket',
      COMPOSE,
      app({ volumes: ['/run/docker.sock:/s:ro'] }),
      ['volumes of app', 'Docker socket of app', 'no Apart from the machine of app'],
    ],
    ['another door', COMPOSE, app({ pid: 'host' }), ['pid of app', 'Namespaces of the machine of app', 'no Apart from the machine of app']],
    ['a port', COMPOSE, app({ ports: ['80:80'] }), ['ports of app', 'Only in container networks of app']],
    [
      'the network of the machine',
      COMPOSE,
      app({ network_mode: 'host', networks: null }),
      [
        'network_mode of app',
        'Namespaces of the machine of app',
        'Only in container networks of app',
        'no networks of app',
        'no Apart from the machine of app',
      ],
    ],
    [
      'a container',
      COMPOSE,
      { services: { more: { image: 'x:1' } } },
      expect.arrayContaining(['container more', 'image of more']) as never,
    ],
    [
      'no login',
      COMPOSE,
      app({ labels: { 'traefik.http.routers.app.middlewares': '' } }),
      ['label traefik.http.routers.app.middlewares of app'],
    ],
    [
      'a label less',
      COMPOSE,
      app({ labels: { 'traefik.http.routers.app.middlewares': null } }),
      ['no label traefik.http.routers.app.middlewares of app'],
    ],
    [
      'a router in capitals',
      COMPOSE,
      app({ labels: { 'Traefik.http.routers.x.rule': 'Host(`x`)' } }),
      ['label Traefik.http.routers.x.rule of app'],
    ],
    ['a weaker user', COMPOSE, app({ user: 'root' }), ['user of app', 'User other than root of app']],
    ['a limit', COMPOSE, app({ mem_limit: '1g', deploy: null }), ['Memory limit of app']],
    ['an open API', STATIC, { api: { insecure: true } }, ['api insecure']],
    ['an entry point', STATIC, { entryPoints: { mail: { address: ':25' } } }, ['entryPoints mail']],
    ['trust in a header', STATIC, { entryPoints: { websecure: { forwardedHeaders: { insecure: true } } } }, ['entryPoints websecure']],
    ['every container', STATIC, { providers: { docker: { exposedByDefault: true } } }, ['providers docker']],
    ['a provider', STATIC, { providers: { redis: { endpoints: ['x'] } } }, ['providers redis']],
    ['a provider that needs no more words', STATIC, { providers: { ecs: {} } }, ['providers ecs']],
    ['a part that needs no more words', STATIC, { tracing: {} }, ['tracing']],
    ['a part in other letters', STATIC, { API: { insecure: true } }, ['API insecure']],
    ['no access log', STATIC, { accessLog: null }, ['no accessLog fields', 'no accessLog format']],
    [
      'other certificates',
      STATIC,
      { certificatesResolvers: { letsencrypt: { acme: { caServer: 'x' } } } },
      ['certificatesResolvers letsencrypt'],
    ],
    ['another log', STATIC, { log: { level: 'DEBUG' } }, []],
    [
      'no login for a far one',
      'traefik/dynamic/service-far.yaml',
      { http: { routers: { far: { middlewares: [] } } } },
      ['http routers far'],
    ],
    [
      'a router',
      'traefik/dynamic/service-far.yaml',
      { http: { routers: { evil: { rule: 'Host(`x`)', service: 'far' } } } },
      ['http routers evil'],
    ],
    [
      'a router over TCP',
      'traefik/dynamic/tls.yaml',
      { tcp: { routers: { evil: { rule: 'HostSNI(`*`)', service: 'x' } } } },
      ['tcp routers evil'],
    ],
    [
      'a login that lets all in',
      'traefik/dynamic/middlewares.yaml',
      { http: { middlewares: { auth: { basicAuth: null, headers: {} } } } },
      ['http middlewares auth'],
    ],
    [
      'an older TLS',
      'traefik/dynamic/tls.yaml',
      { tls: { options: { default: { minVersion: 'VersionTLS10' } } } },
      ['tls options default'],
    ],
    ['the engine on a port', 'docker/one/daemon.json', { hosts: ['tcp://0.0.0.0:2375'] }, ['hosts']],
    ['images of somebody else', 'docker/one/daemon.json', { 'registry-mirrors': ['http://x'] }, ['registry-mirrors']],
    ['a log that leaves the machine', 'docker/one/daemon.json', { 'log-driver': 'syslog' }, ['log-driver']],
    ['an address of a log', 'docker/one/daemon.json', { 'log-opts': { 'syslog-address': 'x' } }, ['log-opts syslog-address']],
    ['a file of the project', 'compose/one/app/configs/app.yaml', { auth: { on: false } }, ['auth on']],
    ['another log of the engine', 'docker/one/daemon.json', { 'log-driver': 'local' }, []],
  ])('%s', (_what, path, value, said) => {
    const diagnostics = found(path, value);
    expect(diagnostics.map(({ code }) => code)).toEqual(diagnostics.map(() => 'override-unstated'));
    const names = diagnostics.map(({ message }) => /what is not so: (.*?)(?:: .*)?\.$/s.exec(message)?.[1]);
    expect(names).toEqual(said);
  });

  it.each([
    'annotations: { a: b }',
    'build: .',
    'cgroup_parent: x',
    'command: [serve]',
    'container_name: other',
    'credential_spec: { file: x.json }',
    'depends_on: [x]',
    'deploy: { replicas: 3 }',
    'develop: { watch: [] }',
    'dns: [10.0.0.9]',
    'entrypoint: sh',
    'env_file: other.env',
    'environment: { DOCKER_HOST: "tcp://10.0.0.9:2375" }',
    'environment: [POST=1]',
    'expose: [81]',
    'extends: { file: other.yaml, service: app }',
    'group_add: [docker]',
    'healthcheck: { test: x }',
    'hostname: other',
    'ipc: shareable',
    'label_file: other.labels',
    'labels: { com.docker.compose.project: other }',
    'labels: { traefik.enable: "false" }',
    'environment: { LOG_LEVEL: debug }',
    'links: [x]',
    'logging: { driver: syslog }',
    'mac_address: 02:42:ac:11:65:43',
    'network_mode: "service:x"',
    'pid: "container:x"',
    'platform: linux/arm64',
    'post_start: [{ command: x }]',
    'pre_stop: [{ command: x }]',
    'provider: { type: x }',
    'restart: "no"',
    'runtime: x',
    'security_opt: ["label:disable"]',
    'stop_signal: SIGKILL',
    'sysctls: { net.ipv4.ip_forward: "1" }',
    'use_api_socket: true',
    'volumes_from: [x]',
    'working_dir: /x',
    '"<<": { privileged: true }',
    'x-own: 1',
  ])('has a reason for each key of a container that is not known to be harmless: %s', (text) => {
    const said = found(COMPOSE, `services:\n  app:\n    ${text}\n`);
    expect(new Set(said.map(({ code }) => code))).toEqual(new Set(['override-unstated']));
    expect(said.map(({ at, message }) => [at?.line, message.includes(' of app: ')])).toContainEqual([3, true]);
  });

  it.each([
    ['that asks the engine', 'docker-api: { allow: [containers] }', ''],
    ['that has its socket', 'docker-socket: a trial', 'volumes: ["/run/docker.sock:/s"]'],
    ['that has what holds the socket', 'host-access: { /run: a trial }', 'volumes: ["/run:/r:ro"]'],
    ['that is in the processes of the machine', 'host-access: { pid: a trial }', 'pid: host'],
  ])('has a reason for a label of any tool where one is %s', (_what, more, container) => {
    const label = { 'com.example.tool.update': 'true', 'org.opencontainers.image.title': 'y' };
    const tool = `services: { tool: { title: Tool, runs-on: one, ${more}, compose: { services: { tool: { image: "tool:1", ${container} } } } } }`;
    const said = found(COMPOSE, app({ labels: label }), {}, tool).map(({ code, message }) => `${code} ${/label \S+/.exec(message)?.[0]}`);
    expect(said).toEqual(['override-unstated label com.example.tool.update']);
  });

  it('has a reason for a label of any tool where an override gives a container the socket', () => {
    const label = { 'com.example.tool.update': 'true' };
    const socket = { volumes: ['/run/docker.sock:/s:ro'] };
    const words = (reasons: object) =>
      found(COMPOSE, app({ labels: label, ...socket }), reasons).map(({ message }) => /what is not so: (.*)\.$/s.exec(message)?.[1] ?? '');
    const reasons = Object.fromEntries(words({}).map((what) => [what, 'a trial']));
    expect(words({ [COMPOSE]: reasons })).toEqual(['label com.example.tool.update of app: true']);
  });

  it.each([
    ['include: [other.yaml]', 'include: ["other.yaml"]'],
    ['models: { m: { model: x } }', 'models: {"m":{"model":"x"}}'],
    ['name: other', 'name: "other"'],
    ['networks: { more: { external: true } }', 'networks more: {"external":true}'],
    ['secrets: { more: { file: /etc/shadow } }', 'secrets more: {"file":"/etc/shadow"}'],
    ['volumes: { more: { driver: x } }', 'volumes more: {"driver":"x"}'],
    ['x-own: 1', 'x-own: 1'],
  ])('has a reason for each part of a project: %s', (text, what) => {
    const said = found(COMPOSE, `${text}\n`);
    expect(said.map(({ code, message }) => [code, message.endsWith(`: ${what}.`)])).toEqual([['override-unstated', true]]);
  });

  it('is said at its line, with the words that end it, which then stand on the page', () => {
    const value = { log: { level: 'DEBUG' }, api: { dashboard: true, insecure: true } };
    const [only] = found(STATIC, value);
    expect(only?.at).toMatchObject({ file: `inventory/overrides/${STATIC}`, line: 5, col: 3 });
    const { lab } = parse(/lab: .*(?=\.$)/.exec(only?.hint ?? '')?.[0].replace('<why>', 'a trial') ?? '') as { lab: { overrides: object } };
    const rendered = render({ [STATIC]: value }, lab.overrides);
    const page = rendered.ok ? rendered.value.files.find(({ path }) => path === 'src/content/lab/exposure.md')?.content : undefined;
    expect(page).toContain('| `traefik/traefik.yaml` | `api insecure: true` | a trial |');
  });

  it('has a reason for what it decides, and no reason is left over', () => {
    const reasons = { [STATIC]: { 'api insecure: true': 'a trial', 'ping entryPoint: "web"': 'it is gone' } };
    expect(found(STATIC, { api: { insecure: true } }, reasons)).toMatchObject([
      { code: 'invalid-value', at: { file: 'inventory/2.yaml', line: 5 }, hint: 'Take it away.' },
    ]);
  });
});

describe('lines that are put to the end of a file of another format', () => {
  const path = 'nftables/one/rackbook.nft';
  const lines = ['# A guest.', 'insert rule inet rackbook arriving counter', 'insert rule inet rackbook arriving accept', ''].join('\n');
  const laid = (reasons: Readonly<Record<string, string>>) => render({ [path]: lines }, { [path]: reasons });
  const [counter, accept] = lines.split('\n').slice(1) as [string, string];

  it('are each refused at its place until the inventory says why, and the page has them then', () => {
    const rendered = laid({ [counter]: 'a guest is counted' });
    const said = rendered.ok ? [] : rendered.diagnostics.map(({ code, at, hint }) => [code, at?.line, hint?.includes(accept)]);
    expect(said).toEqual([['override-unstated', 3, true]]);
    const stated = laid({ [counter]: 'a guest is counted', [accept]: 'a guest may come in' });
    const files = stated.ok ? new Map(stated.value.files.map((file) => [file.path, file.content])) : undefined;
    expect(files?.get(`infra/${path}`)).toMatch(new RegExp(`\\n${accept}\\n$`));
    expect(files?.get('src/content/lab/exposure.md')).toContain('a guest may come in');
  });

  it('need no reason that is left over', () => {
    const rendered = laid({ [counter]: 'a', [accept]: 'b', 'insert rule inet rackbook arriving drop': 'c' });
    expect(rendered.ok ? [] : rendered.diagnostics.map(({ code }) => code)).toEqual(['invalid-value']);
  });
});
