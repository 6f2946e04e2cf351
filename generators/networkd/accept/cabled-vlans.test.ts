/** A machine of the testbed whose VLANs are cables does all else that systemd-networkd is told of them. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debianObstacle, startDebian } from '../../../testbed/debian/debian-machine.ts';
import { makeSshAccess } from '../../../testbed/debian/ssh-access.ts';
import type { Machine } from '../../../testbed/machine/boot.ts';
import { startTopology, type Topology } from '../../../testbed/topology/topology.ts';
import { waitFor } from '../../../testbed/wait-for.ts';
import { CABLED_VLANS } from '../proof/cabled-vlans.ts';

const obstacle = await debianObstacle();
if (obstacle !== undefined) process.stderr.write(`SKIPPED cabled VLANs: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be booted here', () => expect(obstacle).toBeUndefined());

const file = (name: string, text: string) => `cat >/etc/systemd/network/${name} <<'END'\n${text}END\n`;
const vlan = (address: string) => `[Match]\nName=vlan10\n\n[Network]\nAddress=${address}/24\n\n[Route]\nGateway=10.10.10.1\n`;

describe.skipIf(obstacle !== undefined)('a machine with cabled VLANs', () => {
  let folder: string;
  let net: Topology;
  let machine: Machine;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rbv-'));
    net = await startTopology({
      networks: [{ id: 'management', cidr: '10.10.10.0/24', gateway: '10.10.10.1' }],
      nodes: [
        {
          id: 'srv',
          addresses: [{ network: 'management', ip: '10.10.10.9', interface: 'vlan10' }],
          carriers: ['eno1'],
          connectedLater: true,
        },
      ],
    });
    machine = await startDebian({
      name: 'srv',
      access: await makeSshAccess(folder),
      addresses: ['10.10.10.9'],
      files: CABLED_VLANS,
      beforeStart: (pid) => net.connect('srv', pid),
    });
  });
  afterAll(async () => {
    await machine?.stop();
    await net?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const status = () => machine.shell('networkctl status --no-pager vlan10; ip -brief address show dev vlan10; ip route show dev vlan10');

  it('has its addresses from the files, once they are there', async () => {
    const given = [
      file('10-uplink.network', '[Match]\nName=eno1\n\n[Network]\nLinkLocalAddressing=no\nVLAN=vlan10\n'),
      file('20-vlan10.netdev', '[NetDev]\nName=vlan10\nKind=vlan\n\n[VLAN]\nId=10\n'),
      file('20-vlan10.network', vlan('10.10.10.11')),
      'systemctl enable --now systemd-networkd.service && networkctl reload',
    ];
    expect(await machine.shell(given.join('\n'))).toMatchObject({ code: 0 });
    const { stdout } = await waitFor(status, (answer) => /10\.10\.10\.11\/24/.test(answer.stdout) && /proto static/.test(answer.stdout));
    expect(stdout).toMatch(/Network File: \/etc\/systemd\/network\/20-vlan10\.network/);
    expect(stdout).toMatch(/State: routable \(configur(?:ed|ing)\)/);
    expect(stdout).toMatch(/default via 10\.10\.10\.1 proto static/);
    expect((await machine.shell('networkctl status --no-pager eno1')).stdout).toMatch(/State: carrier \(configured\)/);
  });

  it('has an address from the start that the files give it, too', async () => {
    await machine.shell(`ip address flush dev vlan10 scope global; systemctl stop systemd-networkd`);
    await machine.shell('ip address add 10.10.10.11/24 brd + dev vlan10; systemctl start systemd-networkd');
    const { stdout } = await waitFor(status, (answer) => /\(configured\)/.test(answer.stdout));
    expect(stdout).toMatch(/State: routable \(configured\)/);
  });

  it('takes a change when it is told to reload', async () => {
    await machine.shell(`${file('20-vlan10.network', vlan('10.10.10.12'))}networkctl reload`);
    const { stdout } = await waitFor(status, (answer) => /10\.10\.10\.12\/24/.test(answer.stdout));
    expect(stdout).toMatch(/10\.10\.10\.12\/24/);
    expect(stdout).not.toMatch(/10\.10\.10\.11\/24/);
    expect((await machine.shell('systemctl is-failed cabled-vlans.service systemd-networkd')).stdout).not.toMatch(/failed/);
  });
});
