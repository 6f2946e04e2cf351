import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { loadSources } from '../../../core/load.ts';
import { pasteBlocks } from '../../../core/report/paste-blocks.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { readBase } from '../../../tests/bad/cases.ts';

const SOCKET = '/var/run/docker.sock:/var/run/docker.sock:ro';

function found(containers: object, more: object = {}): readonly Diagnostic[] {
  const app = { title: 'App', 'runs-on': 'one', compose: { services: containers }, ...more };
  const result = loadSources(
    [
      { path: 'inventory/base.yaml', text: readBase() },
      { path: 'inventory/services/app.yaml', text: JSON.stringify(app) },
    ],
    systems,
  );
  return result.ok ? result.warnings : result.diagnostics;
}

const image = 'app:1';
const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code, severity }) => `${severity} ${code}`);

describe('what leads to the machine', () => {
  it('is a mistake, once for each thing, whichever way it comes in', () => {
    const diagnostics = found({
      mounts: { image, volumes: [SOCKET] },
      asks: { image, use_api_socket: true },
      folder: { image, volumes: [{ type: 'bind', source: '/run', target: '/host/run', read_only: true }] },
      none: { image, use_api_socket: false, volumes: ['/srv/run:/run:ro'] },
    });
    expect(codes(diagnostics)).toEqual(['error docker-socket', 'error host-access']);
    expect(diagnostics[0]?.related?.map(({ message }) => message)).toEqual(['asks of app asks for the socket of Docker:']);
  });

  it('waits as a warning where the service moves in, and the lines that it prints end it', () => {
    const containers = { app: { image, volumes: [SOCKET, '/:/rootfs:ro'], pid: 'host' }, other: { image, volumes: [SOCKET] } };
    const waiting = found(containers, { undecided: { sockets: 'warn' } });
    expect(codes(waiting)).toEqual(['warning host-access', 'warning docker-socket', 'warning host-access']);
    expect(pasteBlocks(waiting)[0]).toContain('\nhost-access:\n  pid: <why>\n  /: <why>');
    expect(pasteBlocks(waiting)[0]).toContain('\ndocker-socket:\n  <why>');
    expect(found(containers, { 'docker-socket': '<why>', 'host-access': { pid: '<why>', '/': '<why>' } })).toEqual([]);
  });

  it('has a reason for each thing: one for another folder does not count', () => {
    const containers = { app: { image, volumes: ['/etc:/etc:ro', '/root:/root:ro'] } };
    expect(codes(found(containers, { 'host-access': { '/etc': 'test' } }))).toEqual(['error host-access']);
  });

  it('is the engine over a network, but not a proxy that the lab has before it', () => {
    const asking = (host: string) => ({ app: { image, environment: [`DOCKER_HOST=tcp://${host}:2375`] } });
    expect(codes(found(asking('10.1.20.11')))).toEqual(['error docker-socket']);
    expect(codes(found(asking('host.docker.internal')))).toEqual(['error docker-socket']);
    expect(codes(found({ ...asking('api'), api: { image } }))).toEqual([]);
    expect(codes(found({ ...asking('10.1.20.11'), api: { image, ports: ['2375:2375'] } }))).toEqual([]);
    expect(codes(found({ app: { image, command: '-H tcp://localhost:2375' } }))).toEqual([]);
  });

  it.each<[what: string, spec: object, found: number]>([
    ['without a scheme', { environment: { DOCKER_HOST: '10.1.20.11' } }, 1],
    ['by another port', { environment: { DOCKER_HOST: 'tcp://10.1.20.11:4444' } }, 1],
    ['by a loud scheme', { environment: { X: 'TCP://10.1.20.11:2375' } }, 1],
    ['by a shell', { environment: ['DOCKER_HOST=ssh://root@10.1.20.11'] }, 1],
    ['of another client', { environment: { CONTAINER_HOST: 'ssh://root@10.1.20.11:22/run/podman/podman.sock' } }, 1],
    ['in a command of a shell', { command: ['sh', '-c', 'export DOCKER_HOST=10.1.20.11; docker ps'] }, 1],
    ['in a health check', { healthcheck: { test: ['CMD', 'docker', '-H', '10.1.20.11:2375', 'ps'] } }, 1],
    ['in a hook', { post_start: [{ command: 'x', environment: { DOCKER_HOST: '10.1.20.11' } }] }, 1],
    ['by a name that is the machine', { environment: { DOCKER_HOST: 'tcp://api:2375' }, extra_hosts: ['api:host-gateway'] }, 1],
    ['by a name that is an address', { environment: { DOCKER_HOST: 'tcp://API' }, extra_hosts: { api: ['10.1.20.11'] } }, 1],
    ['in its own socket', { environment: { DOCKER_HOST: 'unix:///run/x.sock' } }, 0],
    ['nowhere', { environment: { DOCKER_HOST: '' } }, 0],
    ['of a container beside it', { environment: { DOCKER_HOST: 'api' } }, 0],
    ['that it is itself', { command: 'dockerd --host=tcp://0.0.0.0:2375' }, 0],
  ])('is the engine over a network, %s', (_what, spec, count) => {
    expect(codes(found({ app: { image, ...spec }, api: { image } }))).toEqual(Array.from({ length: count }, () => 'error docker-socket'));
  });

  it('is the engine over a network in a config that stands inline, and where only the machine knows it', () => {
    const compose = (service: object, more: object) =>
      codes(
        found(
          {},
          {
            compose: { services: { app: { image, ...service } }, ...more },
            variables: { L: { secret: 'l' } },
            secrets: { l: { what: 'x' } },
          },
        ),
      );
    expect(compose({ configs: ['c'] }, { configs: { c: { content: 'endpoint = "tcp://10.1.20.11:2375"' } } })).toEqual([
      'error docker-socket',
    ]);
    expect(compose({ environment: { DOCKER_HOST: '${L}' } }, {})).toEqual(['error docker-socket']);
    expect(compose({ privileged: '${L}' }, {})).toEqual(['error compose-invalid']);
  });

  it('is what the lab has on the machine: the repository, and the secrets of others', () => {
    const mounted = (...volumes: string[]) =>
      codes(found({ app: { image, volumes } })).filter((code) => !code.endsWith('no-backup-decision'));
    for (const path of [
      '/opt:/x',
      '/opt/rackbook:/x',
      '/opt/rackbook/infra:/x',
      '/etc/rackbook:/x:ro',
      '/etc/rackbook/secrets/wiki/admin:/x:ro',
    ])
      expect(mounted(path), path).toEqual(['error host-access']);
    expect(mounted('/opt/rackbook/site:/x:ro', '/opt/other:/y', '/etc/rackbook/secrets/app/x:/z:ro', '/opt:/u:ro')).toEqual([]);
    const secret = { services: { app: { image, secrets: ['c'] } }, secrets: { c: { file: '/etc/rackbook/secrets/wiki/admin' } } };
    expect(codes(found({}, { compose: secret }))).toEqual(['error host-access']);
  });

  it('is a stored connection, whose file may stand inline', () => {
    const content = '{"Endpoints":{"docker":{"Host":"tcp://10.1.20.11:4444"}}}';
    const compose = { services: { app: { image, configs: ['c'] } }, configs: { c: { content } } };
    expect(codes(found({}, { compose }))).toEqual(['error docker-socket']);
  });

  it('is what files beside the project say, to the container that has them', () => {
    const files = (meta: string, mount: string) => ({
      'service.yaml': JSON.stringify({ title: 'App', 'runs-on': 'one' }),
      'compose.yaml': JSON.stringify({ services: { app: { image, volumes: [mount] } } }),
      'docker/contexts/meta.json': meta,
    });
    const said = (...given: Parameters<typeof files>) => {
      const sources = Object.entries(files(...given)).map(([name, text]) => ({ path: `inventory/services/app/${name}`, text }));
      const result = loadSources([{ path: 'inventory/base.yaml', text: readBase() }, ...sources], systems);
      return codes(result.ok ? result.warnings : result.diagnostics);
    };
    const host = '{"Endpoints":{"docker":{"Host":"tcp://10.1.20.11:4444"}}}';
    expect(said(host, './docker:/root/.docker:ro')).toEqual(['error docker-socket']);
    expect(said('{"currentContext":"nas"}', './docker/contexts/meta.json:/x:ro')).toEqual(['error docker-socket']);
    expect(said('{"currentContext":"default"}', './docker:/root/.docker:ro')).toEqual([]);
  });

  it('is a share of its own machine', () => {
    const share = (addr: string) => {
      const volumes = { vol: { driver_opts: { type: 'nfs', device: ':/etc', o: `addr=${addr}` } } };
      return codes(found({}, { compose: { services: { app: { image, volumes: ['vol:/x'] } }, volumes } }));
    };
    expect(share('10.1.20.11')).toContain('error host-access');
    expect(share('10.1.20.12')).not.toContain('error host-access');
  });

  describe('or to another project', () => {
    const two = (other: object, app: object, more: object = {}) =>
      loadSources(
        [
          { path: 'inventory/base.yaml', text: readBase() },
          { path: 'inventory/services/other.yaml', text: JSON.stringify({ title: 'Other', 'runs-on': 'one', compose: other }) },
          { path: 'inventory/services/app.yaml', text: JSON.stringify({ title: 'App', 'runs-on': 'one', compose: app, ...more }) },
        ],
        systems,
      );
    const seen = (...given: Parameters<typeof two>) => {
      const result = two(...given);
      return codes(result.ok ? result.warnings : result.diagnostics);
    };
    const other = { services: { other: { image } } };
    const joins = (name: string) => ({
      services: { app: { image, networks: ['n'] }, apart: { image } },
      networks: { n: { name, external: true } },
    });

    it.each<[what: string, other: object, app: object]>([
      ['its default network', other, joins('other_default')],
      ['one that it names', { ...other, networks: { x: { name: 'shared' } } }, joins('shared')],
      [
        'one that both name',
        { ...other, networks: { x: { name: 'shared' } } },
        { services: { app: { image, networks: ['n'] } }, networks: { n: { name: 'shared' } } },
      ],
      ['a network in place of all', other, { services: { app: { image, network_mode: 'other_default' } } }],
      [
        'the default of both',
        { ...other, networks: { default: { name: 'shared' } } },
        { services: { app: { image } }, networks: { default: { external: true, name: 'shared' } } },
      ],
    ])('is %s', (_what, other, app) => {
      expect(new Set(seen(other, app))).toEqual(new Set(['error host-access']));
    });

    it('has a reason, and is none where the project has it for itself', () => {
      expect(seen(other, joins('other_default'), { 'host-access': { other_default: 'it reads its database' } })).toEqual([]);
      expect(seen(other, joins('made-by-hand'))).toEqual([]);
      expect(seen(other, { services: { app: { image, networks: ['n'] } }, networks: { n: null } })).toEqual([]);
    });
  });

  it('may be settings below /etc that nobody knows, and waits then', () => {
    const mounted = (path: string, spec: object = {}) =>
      codes(found({ app: { image, volumes: [path], ...spec } })).filter((code) => !code.includes('backup'));
    for (const path of ['/etc/dnsmasq.d:/x', '/etc/msmtprc:/x:ro', '/etc/chrony/x.conf:/x', '/etc/odd:/etc/odd'])
      expect(mounted(path), path).toEqual(['warning host-access']);
    for (const path of ['/etc/app:/x', '/etc/app.d/x:/x', '/etc/letsencrypt:/x', '/etc/localtime:/x:ro'])
      expect(mounted(path), path).toEqual([]);
    expect(mounted('/etc/mosquitto:/x', { image: 'docker.io/library/eclipse-mosquitto:2' })).toEqual([]);
    expect(mounted('/etc/cron.d:/x', { image: 'cron:2' })).toEqual(['error host-access']);
    expect(found({ app: { image, volumes: ['/etc/odd:/x:ro'] } }, { 'host-access': { '/etc/odd': 'a list' } })).toEqual([]);
  });

  it('is a place on the wire, also where the container says nothing of networks', () => {
    const compose = { services: { app: { image } }, networks: { default: { driver: 'macvlan' } } };
    expect(found({}, { compose })).toMatchObject([
      { code: 'host-access', hint: expect.stringContaining('host-access: { default: <why> }') },
    ]);
    expect(found({}, { compose, 'host-access': { default: 'it is found by broadcasts' } })).toEqual([]);
  });
});
