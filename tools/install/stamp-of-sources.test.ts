import { expect, test } from 'vitest';
import type { DebianSource, GoSource, Tool, WheelSource } from '../tool.ts';
import { stampOfSources } from './stamp-of-sources.ts';
import { stampOf } from './store.ts';

const debian: DebianSource = { from: 'debian', folder: 'demo', suite: 'own', packages: ['demo'] };
const wheel: WheelSource = {
  from: 'wheel',
  folder: 'demo',
  package: 'demo-bin',
  version: '1.2.3',
  takes: { script: 'demo' },
  wheels: { 'linux-x64': { platform: 'manylinux2014_x86_64', sha256: 'ab'.repeat(32) } },
};
const go: GoSource = {
  from: 'go',
  folder: 'demo',
  module: 'generators/traefik/build',
  main: 'demo/cmd',
  versionVariable: 'demo.Version',
  oldestGo: '1.25',
};

const tool = (source: Tool['source'], ...otherwise: NonNullable<Tool['otherwise']>): Tool => ({
  id: 'demo',
  title: 'Demo',
  wanted: '1.2.3',
  oldest: '1',
  source,
  otherwise,
  program: 'demo',
  onPath: [],
  probe: ['version'],
});

test('tools that share the packages of a folder agree, whatever version they want', async () => {
  expect(await stampOfSources({ ...tool(debian), wanted: '1.2', program: 'usr/bin/other' })).toBe(stampOf(debian));
});

test('another order, one source more or less, and another hash are another folder', async () => {
  const tampered = { ...wheel, wheels: { 'linux-x64': { platform: 'manylinux2014_x86_64', sha256: 'cd'.repeat(32) } } };
  const lists = [tool(wheel), tool(go), tool(wheel, go), tool(go, wheel), tool(wheel, debian), tool(tampered, go)];
  const stamps = await Promise.all(lists.map(stampOfSources));
  expect(new Set(stamps).size).toBe(lists.length);
  expect(await stampOfSources(tool(wheel, go))).toBe(stamps[2]);
});
