import { describe, expect, it } from 'vitest';
import { systems } from '../../../registry/systems.gen.ts';
import type { SystemParts } from '../../contract.ts';
import { loadSources } from '../../load.ts';

const REST = `
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts: { one: { title: One, role: Containers, addresses: { apps: 10.2.20.11 } } }
services: { watch: { title: Watch, runs-on: one, health: { none: it is asked itself } } }
`;
const load = (keys: string, known: readonly SystemParts[] = systems) => {
  const text = `lab:\n  title: Test\n  domain: lab.example.net\n${keys}${REST}`;
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], known);
  const faults = loaded.ok ? [] : loaded.diagnostics.map(({ code, at, hint }) => [code, `${at?.line}:${at?.col}`, hint]);
  return { faults, monitoring: loaded.ok ? loaded.value.model.lab.monitoring : undefined };
};
const WATCH = '{ service: watch, url: "http://10.2.20.11:9090" }';

describe('what watches the lab', () => {
  it('is named by the key of its system', () => {
    const { faults, monitoring } = load(`  prometheus: ${WATCH}\n`);
    expect(faults).toEqual([]);
    expect(monitoring).toMatchObject({ system: 'prometheus', service: { id: 'watch' }, url: 'http://10.2.20.11:9090' });
    expect(load('')).toEqual({ faults: [], monitoring: undefined });
  });

  it('is a service that there is, asked at an address of the web', () => {
    expect(load('  prometheus: { service: wach, url: "http://x" }\n').faults).toEqual([
      ['unknown-reference', '4:26', 'Did you mean "watch"?'],
    ]);
    expect(load('  prometheus: { service: watch, url: x }\n').faults).toEqual([['invalid-value', '4:38', undefined]]);
  });

  it('is no system that cannot watch, and a misspelt one is suggested', () => {
    expect(load(`  prometeus: ${WATCH}\n`).faults).toEqual([['unknown-key', '4:3', 'Did you mean "prometheus"?']]);
    expect(load(`  restic: ${WATCH}\n`).faults.map(([code, at]) => [code, at])).toEqual([['unknown-key', '4:3']]);
  });

  it('is one of several systems that can', () => {
    const both = systems.map((system) =>
      system.id === 'restic' ? { ...system, plays: { ...system.plays, monitoring: {} as const } } : system,
    );
    expect(load(`  restic: ${WATCH}\n`, both).monitoring).toMatchObject({ system: 'restic', service: { id: 'watch' } });
    expect(load(`  prometheus: ${WATCH}\n  restic: ${WATCH}\n`, both).faults).toEqual([
      ['invalid-value', '5:11', 'Keep the one whose word counts.'],
    ]);
  });
});
