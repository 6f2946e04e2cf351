import { describe, expect, it } from 'vitest';
import { ownRoutesOf } from '../../../core/facts/own-routes.ts';
import { loadSources } from '../../../core/load.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { readBase } from '../../../tests/bad/cases.ts';

const OWN = / {2}proxy:\n(?: {4}.*\n)+/;

function load(container: object, more: object = {}, project: object = {}, options: object = {}) {
  const compose = {
    ...project,
    services: { proxy: { image: 'traefik:v3.6.4', ...container }, ...(project as { services?: object }).services },
  };
  const proxy = {
    title: 'Proxy',
    'runs-on': 'one',
    secrets: { 'key-of-proxy': { container: 'proxy', what: 'for bans' } },
    ...more,
    compose,
  };
  return loadSources(
    [
      { path: 'inventory/base.yaml', text: readBase().replace(OWN, '') },
      { path: 'inventory/services/proxy.yaml', text: JSON.stringify(proxy) },
      { path: 'inventory/options.yaml', text: JSON.stringify({ systems: { traefik: options } }) },
    ],
    systems,
  );
}

function told(...[container, more, ...rest]: Parameters<typeof load>): readonly string[] {
  const loaded = load(container, { undecided: { routes: 'warn', sockets: 'warn', data: 'warn' }, ...more }, ...rest);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return ownRoutesOf(loaded.value.model).map(({ what }) => what);
}

describe('what the container of Traefik tells it beyond its files', () => {
  it.each<[what: string, container: object, found: readonly string[], project?: object]>([
    ['nothing', {}, []],
    [
      'flags',
      { command: ['--api.insecure=true', '--providers.docker.exposedByDefault', '--log.level=DEBUG'] },
      ['argument --api.insecure=true', 'argument --providers.docker.exposedByDefault'],
    ],
    ['flags in one line', { command: 'traefik --entrypoints.more.address=:9443' }, ['argument --entrypoints.more.address=:9443']],
    ['another file of settings', { command: ['--configFile=/etc/traefik/other.yaml'] }, ['argument --configFile=/etc/traefik/other.yaml']],
    ['the file that it has anyway', { command: ['--configFile=/etc/traefik/traefik.yaml'] }, []],
    ['a program before it', { entrypoint: ['sh', '-c', 'x'] }, ['argument sh', 'argument -c', 'argument x']],
    [
      'variables',
      { environment: ['TRAEFIK_API_INSECURE=true', 'XDG_CONFIG_HOME=/x', 'TZ=UTC', 'CF_API_EMAIL=a@b.example'] },
      ['variable TRAEFIK_API_INSECURE: true', 'variable XDG_CONFIG_HOME: /x'],
    ],
    ['variables of another provider', { environment: { OVH_ENDPOINT: 'ovh-eu' } }, ['variable OVH_ENDPOINT: ovh-eu']],
    [
      'what the lab makes for it, in its places',
      {
        volumes: [
          '../../../traefik/traefik.yaml:/etc/traefik/traefik.yaml:ro',
          '/opt/rackbook/infra/traefik/dynamic:/etc/traefik/dynamic',
          { type: 'bind', source: '../../../traefik/dynamic/tls.yaml', target: '/etc/traefik/dynamic/tls.yaml' },
        ],
      },
      [],
    ],
    [
      'the same in other places, and other things in those',
      {
        volumes: [
          '../../../traefik/dynamic:/etc/traefik/traefik.yaml',
          './more.yaml:/etc/traefik/dynamic/more.yaml',
          '/srv/more:/etc/traefik/dynamic/./more/',
          '/srv/x:/usr/local/bin/traefik',
          '/srv/p:/plugins-storage',
        ],
      },
      [
        'file /etc/traefik/traefik.yaml: ../../../traefik/dynamic',
        'file /etc/traefik/dynamic/more.yaml: ./more.yaml',
        'file /etc/traefik/dynamic/more: /srv/more',
        'file /usr/local/bin/traefik: /srv/x',
        'file /plugins-storage: /srv/p',
      ],
    ],
    [
      'places of certificates, logs and secrets',
      {
        volumes: ['/srv/acme:/acme', '/srv/l:/letsencrypt', '/srv/c:/etc/traefik/certs:ro', '/srv/log:/var/log/traefik'],
        tmpfs: ['/tmp', '/plugins-storage:size=1m'],
      },
      [],
    ],
    ['an empty place over its files', { tmpfs: '/etc/traefik' }, ['file /etc/traefik: tmpfs']],
    [
      'configs',
      { configs: ['more', { source: 'more', target: '/etc/traefik/dynamic/x.yaml' }] },
      ['file /more: ./configs/more', 'file /etc/traefik/dynamic/x.yaml: ./configs/more'],
      { configs: { more: { content: 'x' } } },
    ],
    [
      'commands beside it',
      { post_start: [{ command: 'touch /etc/traefik/dynamic/x.yaml' }] },
      [expect.stringMatching(/^post_start: /)] as never,
    ],
    [
      'other names',
      { extra_hosts: { 'docker-proxy': '10.0.0.1' }, working_dir: '/x' },
      [expect.stringMatching(/^extra_hosts: /), 'working_dir: "/x"'] as never,
    ],
    ['mounts of others', { volumes_from: ['other'] }, ['volumes_from: ["other"]'], { services: { other: { image: 'other:1' } } }],
    ['a build of its own', { build: { context: 'https://example.org/x.git' } }, [expect.stringMatching(/^build: /)] as never],
    ['what a container beside it is told', {}, [], { services: { other: { image: 'other:1', command: ['--api.insecure'] } } }],
    [
      'how it is kept and looked after',
      { restart: 'always', mem_limit: '1g', healthcheck: { test: ['CMD', 'traefik', 'healthcheck'] } },
      [],
    ],
  ])('%s', (_what, container, found, project) => {
    if (_what.startsWith('the same in other')) return expect(toldInFolder(container)).toEqual(found);
    expect(told(container, {}, project)).toEqual(found);
  });

  it('is that of its provider and of its access log', () => {
    expect(told({ environment: { OVH_ENDPOINT: 'ovh-eu', TRAEFIK_X: '1' } }, {}, {}, { 'dns-provider': 'ovh' })).toEqual([
      'variable TRAEFIK_X: 1',
    ]);
    expect(told({ volumes: ['/srv/a:/access'] }, {}, {}, { 'access-log': '/access/log.json' })).toEqual([]);
    expect(told({ volumes: ['/srv/a:/access'] })).toEqual(['file /access: /srv/a']);
  });

  it('is said of every container where none has its image', () => {
    const lab = readBase().replace('ingress: proxy', 'ingress: { service: proxy, system: traefik }').replace(OWN, '');
    const proxy = {
      title: 'Proxy',
      'runs-on': 'one',
      undecided: { routes: 'warn' },
      secrets: { 'key-of-proxy': { container: 'a', what: 'x' } },
    };
    const compose = { services: { a: { image: 'mine:1', command: ['--api'] }, b: { image: 'other:1' } } };
    const loaded = loadSources(
      [
        { path: 'inventory/base.yaml', text: lab },
        { path: 'inventory/services/proxy.yaml', text: JSON.stringify({ ...proxy, compose }) },
      ],
      systems,
    );
    expect(loaded.ok && ownRoutesOf(loaded.value.model).map(({ what, container }) => `${container} ${what}`)).toEqual(['a argument --api']);
  });

  it('is right for a reason, which counts for it as it is', () => {
    const codes = (command: string, said: string) => {
      const loaded = load({ command: [command] }, { 'own-routes': { [`argument ${said}`]: 'a trial' } });
      return loaded.ok ? loaded.warnings.map(({ code }) => code) : loaded.diagnostics.map(({ code }) => code);
    };
    const loaded = load({ command: ['traefik', '--api'] });
    expect(loaded.ok ? [] : loaded.diagnostics).toMatchObject([
      { code: 'ingress-settings', at: { file: 'inventory/services/proxy.yaml', line: 1 }, paste: [{ under: 'own-routes' }] },
    ]);
    expect(codes('--api', '--api')).toEqual([]);
    expect(codes('--api.insecure', '--api')).toEqual(['ingress-settings', 'invalid-value']);
  });
});

/** A file beside the project has to be there. */
function toldInFolder(container: object): readonly string[] {
  const service = {
    title: 'Proxy',
    'runs-on': 'one',
    undecided: { routes: 'warn', sockets: 'warn', data: 'warn' },
    secrets: { 'key-of-proxy': { what: 'x' } },
  };
  const loaded = loadSources(
    [
      { path: 'inventory/base.yaml', text: readBase().replace(OWN, '') },
      { path: 'inventory/services/proxy/service.yaml', text: JSON.stringify(service) },
      {
        path: 'inventory/services/proxy/compose.yaml',
        text: JSON.stringify({ services: { proxy: { image: 'traefik:v3.6.4', ...container } } }),
      },
      { path: 'inventory/services/proxy/more.yaml', text: 'http: {}' },
    ],
    systems,
  );
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return ownRoutesOf(loaded.value.model).map(({ what }) => what);
}
