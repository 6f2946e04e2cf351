import { stringify } from 'yaml';
import { systems } from '../../../registry/systems.gen.ts';
import { loadSources } from '../../load.ts';
import type { LoadedLab } from '../../loaded-lab.ts';

const NETWORKS = {
  management: { title: 'Management', role: 'management', vlan: 10, cidr: '10.3.10.0/24', gateway: '10.3.10.1' },
  apps: {
    title: 'Apps',
    role: 'apps',
    vlan: 20,
    cidr: '10.3.20.0/24',
    cidr6: 'fd00:20::/64',
    gateway: '10.3.20.1',
    gateway6: 'fd00:20::1',
  },
  iot: { title: 'IoT', role: 'iot', vlan: 50, cidr: '10.3.50.0/24', cidr6: 'fd00:50::/64', gateway: '10.3.50.1', gateway6: 'fd00:50::1' },
  storage: { title: 'Storage', role: 'storage', vlan: 40, cidr: '10.3.40.0/24' },
};
const HOSTS = {
  one: {
    title: 'One',
    role: 'Docker host',
    addresses: { apps: { ip: '10.3.20.11', ip6: 'fd00:20::11' }, storage: '10.3.40.11' },
    docker: {},
  },
  two: { title: 'Two', role: 'Server', addresses: { management: '10.3.10.12' } },
};

/** A small lab for tests of what follows from networks; `more` is laid over it, section by section. Throws with the mistakes in it. */
export function networkLab(more: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}): LoadedLab {
  const base: Record<string, Record<string, unknown>> = {
    lab: { title: 'Test', domain: 'lab.example.net', router: { wan: 'wan0', trunk: 'lan0' } },
    networks: NETWORKS,
    hosts: HOSTS,
  };
  for (const [section, entries] of Object.entries(more)) base[section] = { ...base[section], ...entries };
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: stringify(base) }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return loaded.value;
}
