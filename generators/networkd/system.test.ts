import { expect, it } from 'vitest';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { systems } from '../../registry/systems.gen.ts';
import networkd from './system.ts';

/** Paths of what is made for a host `one` and a router, with a change of the inventory. */
function pathsOf(host: object, router: object | undefined): readonly string[] {
  const data = {
    lab: { title: 'Lab', domain: 'lab.example.net', ...(router ? { router } : {}) },
    networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24', gateway: '10.2.20.1' } },
    hosts: { one: { title: 'One', role: 'host', addresses: { apps: '10.2.20.11' }, ...host } },
  };
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(data) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const files = generate(loaded.value.model, [networkd], [], readRuntime);
  return files.ok ? files.value.map(({ path }) => path) : [];
}

it('sets up a host that says by which interface, and no host of a hypervisor or of the future', () => {
  const names = ['10-uplink.network', '20-vlan20.netdev', '20-vlan20.network', 'apply.settings', 'apply.sh'];
  const files = names.map((name) => `infra/networkd/one/${name}`);
  expect(pathsOf({ uplink: 'eno1' }, undefined)).toEqual(files);
  expect(pathsOf({}, undefined)).toEqual([]);
  expect(pathsOf({ uplink: 'eno1', planned: true }, undefined)).toEqual([]);
  expect(pathsOf({ uplink: 'eno1', proxmox: { node: 'one' } }, undefined)).toEqual([]);
});

it('sets up a router that runs Linux, and no other', () => {
  const names = ['10-trunk.network', '20-vlan20.netdev', '20-vlan20.network', '90-rackbook-router.conf', 'apply.settings', 'apply.sh'];
  expect(pathsOf({}, { trunk: 'lan0' })).toEqual(names.map((name) => `infra/networkd/router/${name}`));
  expect(pathsOf({}, { trunk: 'lan0', system: 'opnsense' })).toEqual([]);
});
