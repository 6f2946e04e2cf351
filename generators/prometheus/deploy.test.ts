import { expect, it } from 'vitest';
import { loadSources } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import deploy from './deploy.ts';

function deployments(exporters: readonly string[] | undefined) {
  const exporter = (on: string, more = {}) => ({
    title: on,
    'runs-on': on,
    health: { tcp: 9100 },
    ports: [{ port: 9100, what: 'metrics' }],
    ...more,
  });
  const host = (ip: string) => ({ title: ip, role: 'Server', addresses: { apps: ip } });
  const data = {
    lab: { title: 'Lab', domain: 'lab.example.net' },
    ...(exporters ? { systems: { prometheus: { 'node-exporters': exporters } } } : {}),
    networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.2.20.0/24' } },
    hosts: { one: host('10.2.20.11'), two: host('10.2.20.12') },
    services: { numbers: exporter('one'), more: exporter('two'), later: exporter('two', { planned: true }) },
  };
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(data) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return deploy(loaded.value.model);
}

it('installs the package where the inventory says so, and nowhere else', () => {
  expect(deployments(['numbers'])).toMatchObject([{ machine: 'one', packages: ['prometheus-node-exporter'] }]);
  expect(deployments(['later'])).toEqual([]);
  expect(deployments(undefined)).toEqual([]);
});
