/** The script that lets the files of systemd-networkd take effect, on a machine with a real systemd: ifupdown gives way, and gets all back. */

import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Argv } from '../../core/deploy/deployment.ts';
import { deploymentsOf } from '../../core/deploy/deployments.ts';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { networkdObstacle } from '../../generators/networkd/check/daemon.ts';
import networkd from '../../generators/networkd/system.ts';
import { systems } from '../../registry/systems.gen.ts';
import { type Machine, startMachine } from '../../testbed/machine/machine.ts';

const obstacle = (await networkdObstacle()) ?? (existsSync('/usr/bin/dbus-daemon') ? undefined : 'dbus-daemon is not installed');
if (obstacle !== undefined) process.stderr.write(`SKIPPED networkd-apply: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

const ROOT = '/opt/rackbook';
const INTERFACES = 'auto lo\niface lo inet loopback\n\nallow-hotplug eno1\niface eno1 inet dhcp\n';
/** There is no ifupdown here. Its part is that an interface has no address any more, or has one again. */
const IFUPDOWN = {
  '/usr/local/sbin/ifdown': { content: '#!/bin/sh\nip address flush dev "$1"\n', mode: 0o755 },
  '/usr/local/sbin/ifup': { content: '#!/bin/sh\nip address add 192.0.2.7/24 dev "$1"\n', mode: 0o755 },
};

function deployed() {
  const inventory = {
    lab: { title: 'Lab', domain: 'lab.example.net' },
    networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.2.20.0/24', gateway: '10.2.20.1' } },
    hosts: { box: { title: 'Box', role: 'Server', addresses: { apps: '10.2.20.11' }, uplink: 'eno1' } },
  };
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: stringify(inventory) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const { model } = loaded.value;
  const made = generate(model, [networkd], [], readRuntime);
  const deployment = deploymentsOf(model)
    .get('box')
    ?.find(({ id }) => id === 'networkd');
  if (!made.ok || !deployment) throw new Error('there is no deployment');
  return { deployment, files: new Map(made.value.map((file) => [file.path, file])) };
}

describe.skipIf(obstacle !== undefined)('interfaces by systemd-networkd', () => {
  const { deployment, files } = deployed();
  let machine: Machine;
  const all = async (argvs: readonly Argv[] = []) => {
    for (const argv of argvs) expect(await machine.run(argv)).toMatchObject({ code: 0 });
  };
  const addresses = async () => (await machine.shell("ip -4 -o address show dev eno1 | awk '{ print $4 }'")).stdout.trim();
  beforeAll(async () => {
    const folder = [...files].map(([path, { content, mode = 0o644 }]) => [`${ROOT}/${path}`, { content, mode }] as const);
    const places = (deployment.places ?? []).map(({ from, to }) => [to, { content: files.get(from)?.content ?? '' }] as const);
    machine = await startMachine({
      name: 'box',
      files: { ...Object.fromEntries([...folder, ...places]), ...IFUPDOWN, '/etc/network/interfaces': { content: INTERFACES } },
    });
    const made = await machine.shell(
      // Where /sys cannot be written there is no udev, which networkd would wait for.
      'mount -o remount,ro /sys && systemctl start dbus && ip link add eno1 type veth peer name cable && ip link set cable up && ip address add 192.0.2.7/24 dev eno1',
    );
    expect(made).toMatchObject({ code: 0 });
  }, 60_000);
  afterAll(() => machine?.stop());

  it('have their address and no other, twice over', async () => {
    for (const _ of [1, 2]) {
      await all(deployment.run);
      await all(deployment.settles);
      expect(await addresses()).toBe('10.2.20.11/24');
    }
    expect((await machine.run(['cat', '/etc/network/interfaces'])).stdout).not.toContain('eno1');
    expect((await machine.run(['ip', 'route'])).stdout).toContain('default via 10.2.20.1 dev eno1');
  });

  it('are what they were when they are taken back', async () => {
    await all(deployment.guarded?.undo);
    expect((await machine.run(['cat', '/etc/network/interfaces'])).stdout).toBe(INTERFACES);
    expect(await addresses()).toBe('192.0.2.7/24');
  });
});
