import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { systems } from '../../registry/systems.gen.ts';
import { LABS } from '../../tests/labs/labs.ts';
import { loadSources } from '../load.ts';
import { readInventory } from '../parse/read-inventory.ts';

const SECTIONS = ['networks', 'hosts', 'guests', 'middlewares', 'access', 'targets', 'repositories', 'policies'] as const;
/** Where a lab names what it does not declare. */
const TRIED = LABS.filter(({ name }) => ['mirror', 'outside-docker', 'snapshots', 'reference'].includes(name));

it.each(TRIED)('a thing that $name does not declare is one mistake, wherever it is named', async ({ inventoryDir }) => {
  const { files } = await readInventory(inventoryDir);
  let tried = 0;
  for (const [index, file] of files.entries()) {
    if (file.path.includes('/services/')) continue;
    const value = parse(file.text, { merge: true }) as Record<string, Record<string, unknown> | undefined>;
    for (const section of SECTIONS)
      for (const id of Object.keys(value[section] ?? {}).slice(0, 4)) {
        const less = { ...value, [section]: { ...value[section] } };
        delete less[section]?.[id];
        const loaded = loadSources(
          files.map((each, at) => (at === index ? { ...each, text: stringify(less) } : each)),
          systems,
        );
        if (loaded.ok) continue;
        const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
        if (!errors.some(({ code }) => code === 'unknown-reference')) continue;
        tried++;
        expect(
          errors.map(({ message }) => message),
          `${section}.${id}`,
        ).toHaveLength(1);
      }
  }
  expect(tried).toBeGreaterThan(0);
});

it('is said once, with all places', () => {
  const text = `lab: { title: L, domain: lab.example.net }
networks: { home: { title: H, role: apps, cidr: 10.0.0.0/24 } }
hosts: { one: { title: One, role: x, addresses: { hom: 10.0.0.2 } }, two: { title: Two, role: x, addresses: { hom: 10.0.0.3 } } }
services: { a: { title: A, runs-on: one }, b: { title: B, runs-on: two, network: home }, c: { title: C, runs-on: three }, d: { title: D, runs-on: three } }
`;
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  const found = loaded.ok
    ? []
    : loaded.diagnostics.map(({ code, at, related }) => [code, at?.line, ...(related ?? []).map((each) => each.at.line)]);
  expect(found).toEqual([
    ['unknown-reference', 3, 3],
    ['unknown-reference', 4, 4],
  ]);
});
