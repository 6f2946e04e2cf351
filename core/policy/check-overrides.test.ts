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
    compose: { services: { app: { image: "app:1", user: "1000" } } }
  far:
    title: Far
    runs-on: one
    expose: [{ host: far, port: 80, to: [lan], middlewares: [auth] }]
`;
const COMPOSE = 'compose/one/app/compose.yaml';
const STATIC = 'traefik/traefik.yaml';

/** Lays overrides over a small lab, by path and value. */
function render(overrides: Readonly<Record<string, object | string>>, reasons: object = {}) {
  const texts = [readBase(), APP, stringify({ lab: { overrides: reasons } })];
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

function found(path: string, value: object, reasons: object = {}) {
  const rendered = render({ [path]: value }, reasons);
  return rendered.ok ? [] : rendered.diagnostics;
}

const app = (container: object) => ({ services: { app: container } });

describe('an override that decides otherwise than the inventory', () => {
  it.each<[what: string, path: string, value: object, said: readonly string[]]>([
    ['nothing that pages rest on', COMPOSE, app({ restart: 'always', environment: { A: 'b' }, labels: { 'com.example.x': 'y' } }), []],
    [
      'the socket',
      COMPOSE,
      app({ volumes: ['/run/docker.sock:/s:ro'] }),
      ['volumes of app', 'Docker socket of app', 'no Apart from the machine of app'],
    ],
    ['another door', COMPOSE, app({ pid: 'host' }), ['Namespaces of the machine of app', 'no Apart from the machine of app']],
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
    ['a weaker user', COMPOSE, app({ user: 'root' }), ['User other than root of app']],
    ['an open API', STATIC, { api: { insecure: true } }, ['api insecure']],
    ['an entry point', STATIC, { entryPoints: { mail: { address: ':25' } } }, ['entryPoints mail']],
    ['trust in a header', STATIC, { entryPoints: { websecure: { forwardedHeaders: { insecure: true } } } }, ['entryPoints websecure']],
    ['every container', STATIC, { providers: { docker: { exposedByDefault: true } } }, ['providers docker']],
    ['a provider', STATIC, { providers: { redis: { endpoints: ['x'] } } }, ['providers redis']],
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
    ['another log of the engine', 'docker/one/daemon.json', { 'log-driver': 'local' }, []],
  ])('%s', (_what, path, value, said) => {
    const diagnostics = found(path, value);
    expect(diagnostics.map(({ code }) => code)).toEqual(diagnostics.map(() => 'override-unstated'));
    const names = diagnostics.map(({ message }) => /what is not so: (.*?)(?:: .*)?\.$/s.exec(message)?.[1]);
    expect(names).toEqual(said);
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
