/** Machines with a bare Debian, as the automation proof has them: booted in seconds, reached by Ansible, and everything it installs is real. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debianObstacle, startDebian } from '../../../testbed/debian/debian-machine.ts';
import { addPackages } from '../../../testbed/debian/own-archive.ts';
import { makeSshAccess, type SshAccess } from '../../../testbed/debian/ssh-access.ts';
import type { Machine } from '../../../testbed/machine/boot.ts';
import { makeStandInImage } from '../../../testbed/stand-in/stand-in-image.ts';
import { startTopology, type Topology } from '../../../testbed/topology/topology.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { repository } from '../../../tools/places.ts';
import { type ControlNode, makeControlNode, type PlaybookRun } from '../control/control-node.ts';
import { ansiblePlaybook } from '../tool.ts';

const found = await findTool(ansiblePlaybook);
const obstacle = (await debianObstacle()) ?? (isMissing(found) ? found.missing : undefined);
if (obstacle !== undefined) process.stderr.write(`SKIPPED machines of Ansible: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be booted here', () => expect(obstacle).toBeUndefined());

const ADDRESSES: Readonly<Record<string, string>> = { 'srv-1': '10.20.0.10', 'srv-2': '10.20.0.11' };
const TRIAL = join(repository, 'generators/ansible/accept/machines/trial.yml');

describe.skipIf(obstacle !== undefined)('bare machines', () => {
  let folder: string;
  let access: SshAccess;
  let net: Topology;
  let control: ControlNode;
  const machines = new Map<string, Machine>();
  const machine = (name: string) => machines.get(name) as Machine;
  const boot = async (name: string, user?: string) => {
    const address = ADDRESSES[name] ?? '';
    const disk = join(folder, `disk-${name}`);
    await mkdir(disk, { recursive: true });
    machines.set(
      name,
      await startDebian({
        name,
        access,
        addresses: [address],
        archive: join(folder, 'archive'),
        disk,
        beforeStart: (pid) => net.connect(name, pid),
        ...(user === undefined ? {} : { user }),
      }),
    );
  };

  beforeAll(async () => {
    const started = performance.now();
    folder = await mkdtemp(join(tmpdir(), 'rba-'));
    access = await makeSshAccess(folder);
    await mkdir(join(folder, 'archive'));
    await addPackages(join(folder, 'archive'), [{ name: 'trial', version: '1', files: { '/usr/share/trial': 'one\n' } }]);
    net = await startTopology({
      networks: [{ id: 'servers', cidr: '10.20.0.0/24', gateway: '10.20.0.1' }],
      nodes: [
        { id: 'control', addresses: [{ network: 'servers', ip: '10.20.0.9' }] },
        ...Object.entries(ADDRESSES).map(([id, ip]) => ({ id, addresses: [{ network: 'servers', ip }], connectedLater: true as const })),
      ],
    });
    await Promise.all([boot('srv-1'), boot('srv-2', 'ops')]);
    await writeFile(
      join(folder, 'hosts.yaml'),
      `all: { hosts: { srv-1: { ansible_host: 10.20.0.10, ansible_user: root }, srv-2: { ansible_host: 10.20.0.11, ansible_user: ops, ansible_become: true } } }\n`,
    );
    await writeFile(join(folder, 'ansible.cfg'), '[defaults]\ninterpreter_python = /usr/bin/python3\n[connection]\npipelining = true\n');
    control = await makeControlNode({ network: net.node('control'), access, folder, cwd: folder });
    say('two machines', started);
  });
  afterAll(async () => {
    const started = performance.now();
    await Promise.all([...machines.values()].map((each) => each.stop()));
    await net?.stop();
    await rm(folder, { recursive: true, force: true });
    say('taken down', started);
  });

  const playbook = (...words: string[]) => control.playbook(['--inventory', 'hosts.yaml', ...words]);

  it('are all that they seem to be', async () => {
    for (const each of machines.values()) {
      const { stdout } = await each.shell('systemctl is-system-running; systemctl --failed --no-legend; cat /etc/debian_version; hostname');
      expect(stdout.split('\n')).toEqual(['running', expect.stringMatching(/^12\./), each.name, '']);
    }
    const both = await Promise.all([...machines.values()].map((each) => each.shell('cat /etc/machine-id /etc/ssh/ssh_host_*.pub')));
    expect(both[0]?.stdout).not.toBe(both[1]?.stdout);
  });

  it('change no setting of the kernel that this machine has too', async () => {
    const asked = await machine('srv-1').shell(
      'sysctl -w vm.swappiness=61; date -s @0; cat /proc/sys/vm/swappiness; echo 1 >/proc/sys/net/ipv4/ip_forward',
    );
    expect(asked.stderr).toMatch(/permission denied|Read-only/i);
    expect(asked.stderr).toMatch(/cannot set date/);
    expect(asked.stdout).not.toMatch(/61/);
    expect(asked.code).toBe(0);
  });

  it('answer over SSH, as root and as a first user', async () => {
    const started = performance.now();
    const answer = await control.run('ansible', ['--inventory', 'hosts.yaml', 'all', '-m', 'ansible.builtin.ping']);
    expect(answer.stdout.match(/"ping": "pong"/g)).toHaveLength(2);
    say('ping', started);
  });

  it('are reached through their namespaces, too', async () => {
    const by = await makeControlNode({ folder, cwd: folder });
    const hosts = `srv-1,`;
    const words = ['--inventory', hosts, 'all', '-m', 'ansible.builtin.command', '-a', 'hostname'];
    const how = ['-e', `ansible_connection=community.docker.nsenter ansible_nsenter_pid=${machine('srv-1').pid}`];
    const answer = await by.run('ansible', [...words, ...how]);
    expect(answer.stdout).toMatch(/srv-1 \| CHANGED \| rc=0 >>\nsrv-1/);
  });

  it('take a playbook to its end, and a second time without a change', async () => {
    const first = await timed('first run', playbook(TRIAL, '--skip-tags', 'start'));
    expect(first).toMatchObject({ code: 0, said: '' });
    expect(first.totals['srv-1']).toMatchObject({ failures: 0, changed: 4 });
    await timed('image', makeStandInImage(new Docker({ socketPath: machine('srv-1').socket }), 'trial.example/web:1'));
    const start = await timed('start', playbook(TRIAL, '--tags', 'start'));
    expect(start.totals['srv-1']).toMatchObject({ failures: 0, changed: 1 });
    const again = await timed('second run', playbook(TRIAL));
    expect(again.totals['srv-1']).toMatchObject({ failures: 0, changed: 0 });
    expect(again.results.every(({ outcome }) => outcome === 'ok')).toBe(true);
    const asked = await net.run('control', ['curl', '--silent', 'http://10.20.0.10:8080/']);
    expect(asked.stdout).toBe('stand-in for trial.example/web:1\n');
  });

  it('are killed in the middle of a run, and nothing of it stays', async () => {
    const run = await playbook(TRIAL, '--tags', 'all');
    expect(run.code).toBe(0);
    const cut = await control.playbook(['--inventory', 'hosts.yaml', TRIAL], { killAt: ({ task }) => task === 'Write the project' });
    expect(cut).toMatchObject({ killed: true, totals: {} });
    expect(cut.results.map(({ task }) => task)).not.toContain('Start it');
    const left = await net.run('control', ['pgrep', '--full', `${folder}/[c]p`]);
    expect([left.code, left.stdout]).toEqual([1, '']);
  });

  it('keep their disk when they are switched off and on', async () => {
    await machine('srv-1').stop();
    await timed('again', boot('srv-1'));
    const kept = await machine('srv-1').shell('cat /etc/trial; docker ps --all --format "{{.Names}}"');
    expect(kept.stdout).toBe('srv-1\ntrial-web-1\n');
    expect((await playbook(TRIAL)).totals['srv-1']).toMatchObject({ failures: 0 });
  });

  it('get an update that fails on purpose', async () => {
    await addPackages(join(folder, 'archive'), [{ name: 'trial', version: '2', afterwards: 'echo it breaks >&2; exit 1' }]);
    const updated = await machine('srv-1').shell('apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get -y upgrade');
    expect(updated.code).toBe(100);
    expect(updated.stdout + updated.stderr).toMatch(/it breaks/);
  });
});

function say(what: string, started: number): void {
  process.stderr.write(`  ${what.padEnd(16)} ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

async function timed<T extends PlaybookRun | unknown>(what: string, work: Promise<T>): Promise<T> {
  const started = performance.now();
  const done = await work;
  say(what, started);
  return done;
}
