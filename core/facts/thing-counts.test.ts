import { expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { LABS } from '../../tests/labs/labs.ts';
import { judge } from '../collect/judge.ts';
import { loadLab } from '../load.ts';
import { countThings, thingCountsOf, thingCountWords } from './thing-counts.ts';

const now = new Date('2026-01-01T00:00:00Z');

it.each(LABS)('of $name are those that its status counts', async ({ inventoryDir }) => {
  const lab = await loadLab(inventoryDir, systems);
  if (!lab.ok) throw new Error(`${inventoryDir} does not load`);
  const { model } = lab.value;
  const { hosts, guests, services, planned } = thingCountsOf(model);
  const { counts } = judge(model, undefined, now);
  expect(counts.planned).toBe(planned);
  expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(hosts + guests + services + planned);
});

it('are said with what is planned apart', () => {
  expect(thingCountWords({ hosts: 1, guests: 0, services: 2, planned: 0 })).toBe('1 host, 2 services');
  expect(thingCountWords({ hosts: 2, guests: 19, services: 1, planned: 4 })).toBe('2 hosts, 19 guests, 1 service, 4 planned');
  expect(countThings([{ planned: false }, { planned: true }, { planned: true }], 'guest')).toBe('1 guest (and 2 planned)');
  expect(countThings([], 'machine')).toBe('0 machines');
});
