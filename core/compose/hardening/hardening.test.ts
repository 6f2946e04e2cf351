import { describe, expect, it } from 'vitest';
import { systems } from '../../../registry/systems.gen.ts';
import { loadSources } from '../../load.ts';
import { stacksOf } from '../stacks.ts';
import { hardeningOf } from './hardening.ts';
import type { HardeningRow } from './row.ts';

const LAB = `
lab: { title: Test, domain: lab.example.net, hardening: strict }
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts: { one: { title: One, role: Docker host, addresses: { apps: 10.2.20.11 }, docker: {} } }
`;

describe('what protects the machine from a container', () => {
  it.each<[title: string, spec: Record<string, unknown>, measure: string, expected: Pick<HardeningRow, 'state' | 'detail'>]>([
    ['a user of its own', { user: '1000:1000' }, 'User other than root', { state: 'yes', detail: '1000:1000' }],
    ['root in a group', { user: '0:1000' }, 'User other than root', { state: 'no', detail: '0:1000' }],
    [
      'all capabilities but one',
      { user: '1000', cap_add: ['CAP_CHOWN'] },
      'Rights of root taken away',
      { state: 'yes', detail: 'all but CHOWN' },
    ],
    [
      'a capability beyond the usual',
      { cap_add: ['NET_ADMIN'] },
      'Rights of root taken away',
      { state: 'weaker', detail: 'more than usual: NET_ADMIN' },
    ],
    ['no capability dropped', { cap_drop: [] }, 'Rights of root taken away', { state: 'no', detail: 'it keeps the 14 that Docker gives' }],
    [
      'everything added',
      { cap_drop: ['ALL'], cap_add: ['ALL'] },
      'Rights of root taken away',
      { state: 'weaker', detail: 'all but ALL are given' },
    ],
    [
      'new privileges by intent',
      { security_opt: ['label=disable'] },
      'No new privileges',
      { state: 'no', detail: 'a setuid program in it gains rights' },
    ],
    ['a limit below deploy', { deploy: { resources: { limits: { memory: '1g' } } } }, 'Memory limit', { state: 'yes', detail: '1g' }],
    ['a limit of zero', { mem_limit: 0 }, 'Memory limit', { state: 'no', detail: 'as much as the machine has' }],
    ['endless processes', { pids_limit: -1 }, 'Process limit', { state: 'no', detail: 'as much as the machine has' }],
    ['endless logs', { logging: { driver: 'json-file' } }, 'Log limit', { state: 'no', detail: 'they grow until the disk is full' }],
    ['another driver for logs', { logging: { driver: 'journald' } }, 'Log limit', { state: 'no', detail: 'journald decides' }],
    [
      'a port of one address',
      { ports: ['10.2.20.11:80:8080'] },
      'Only in container networks',
      { state: 'no', detail: 'also 10.2.20.11:80/tcp' },
    ],
    [
      'a random port',
      { ports: ['8080'] },
      'Only in container networks',
      { state: 'weaker', detail: 'also 1 decided at the start, on every address of the machine' },
    ],
    ['a digest', { image: `app:1@sha256:${'a'.repeat(64)}` }, 'Image pinned', { state: 'yes', detail: 'by digest' }],
    ['a health check that is off', { healthcheck: { test: ['NONE'] } }, 'Health check', { state: 'no', detail: 'turned off' }],
    [
      'the network of the machine',
      { network_mode: 'host' },
      'Only in container networks',
      { state: 'weaker', detail: 'all its ports are ports of the machine' },
    ],
    [
      'a privileged container',
      { privileged: true },
      'Privileged',
      { state: 'weaker', detail: 'is privileged, so it may do on the machine whatever root may. Nothing says why' },
    ],
    ['a device', { devices: ['/dev/dri:/dev/dri'] }, 'Devices', { state: 'weaker', detail: '/dev/dri:/dev/dri' }],
    [
      'a folder of the machine',
      { volumes: ['/:/host:ro'] },
      'Folders of the machine',
      { state: 'weaker', detail: 'mounts / read-only, which is all of the machine. Nothing says why' },
    ],
    [
      'what is seen of the kernel',
      { volumes: ['/proc:/p:ro'] },
      'Folders of the machine',
      { state: 'weaker', detail: '/proc (read-only)' },
    ],
    [
      'an unguarded kernel',
      { security_opt: ['seccomp=unconfined'] },
      'Filters of the kernel off',
      { state: 'weaker', detail: 'may make any call to the kernel. Nothing says why' },
    ],
  ])('%s', (_title, spec, measure, expected) => {
    expect(rowsOf(spec).find((row) => row.measure === measure)).toEqual({ measure, ...expected });
  });

  it('says that a container with nothing of the machine is apart from it', () => {
    expect(rowsOf({})[0]).toMatchObject({ measure: 'Apart from the machine', state: 'yes' });
    expect(rowsOf({ pid: 'host' }).some(({ measure }) => measure === 'Apart from the machine')).toBe(false);
  });

  it('gives the reason for holding the Docker socket', () => {
    const rows = rowsOf(
      { volumes: [{ type: 'bind', source: '/run/docker.sock', target: '/s' }] },
      { 'docker-socket': 'It starts the jobs' },
    );
    expect(rows.find(({ measure }) => measure === 'Docker socket')?.detail).toContain('The reason: It starts the jobs');
  });

  it('says of a proxy before the socket what it lets through', () => {
    const [, proxy] = stacksWith({}, { 'docker-api': { allow: ['containers'] } });
    expect(proxy?.container).toBe('docker-proxy');
    expect(proxy?.rows[0]).toMatchObject({ measure: 'Docker socket', state: 'weaker' });
    expect(proxy?.rows[0]?.detail).toContain('lets app read containers');
  });
});

const rowsOf = (spec: Record<string, unknown>, service = {}): readonly HardeningRow[] => stacksWith(spec, service)[0]?.rows ?? [];

function stacksWith(spec: Record<string, unknown>, service: object) {
  const app = {
    title: 'App',
    'runs-on': 'one',
    undecided: { sockets: 'warn' },
    ...service,
    compose: { services: { app: { image: 'app:1', ...spec } } },
  };
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: `${LAB}services: ${JSON.stringify({ app })}\n` }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const [stack] = stacksOf(loaded.value.model);
  return stack ? hardeningOf(stack) : [];
}
