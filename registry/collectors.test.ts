import { expect, test } from 'vitest';
import probes from '../core/collect/probes/collector.ts';
import type { Collector } from '../core/contract.ts';
import { collectors } from './collectors.gen.ts';
import { systems } from './systems.gen.ts';

const all: readonly (readonly [string, Collector])[] = Object.entries(collectors);

test.each(all)('the collector of %s is named like its folder and gives the kinds of check that its folder declares', (id, collector) => {
  expect(collector.id).toBe(id);
  expect(Object.keys(collector.checks).length).toBeGreaterThan(0);
  expect(systems.find((system) => system.id === id)?.checkKinds).toBe(collector.checks);
});

test('a kind of check is written in lower case, so that it can begin the name of a check', () => {
  const kinds = [...all.map(([, collector]) => collector), probes].flatMap(({ checks }) => Object.keys(checks));
  expect(kinds.filter((kind) => !/^[a-z]+(-[a-z]+)*$/.test(kind))).toEqual([]);
});

test('only a system with a collector declares kinds of check', () => {
  expect(systems.filter(({ checkKinds }) => checkKinds).map(({ id }) => id)).toEqual(all.map(([id]) => id).sort());
});
