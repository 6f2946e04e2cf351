import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Tool } from '../tools/tool.ts';
import { compareVersions, isWithin } from '../tools/version.ts';
import { catalog } from './catalog.ts';

const tools: readonly Tool[] = catalog;

test('ids are unique and fit a file name', () => {
  const ids = tools.map((tool) => tool.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9.-]*$/);
});

test('tools that share a folder of the store share its source', () => {
  const byFolder = new Map<string, Tool['source']>();
  for (const { source } of tools) {
    if (source.from === 'system') continue;
    expect(byFolder.get(source.folder) ?? source).toBe(source);
    byFolder.set(source.folder, source);
  }
});

describe.each(tools.map((tool) => [tool.id, tool] as const))('%s', (_, tool) => {
  test('wants a version that it would accept', () => {
    expect(compareVersions(tool.wanted, tool.oldest)).toBeGreaterThanOrEqual(0);
    expect(tool.before === undefined || compareVersions(tool.wanted, tool.before) < 0).toBe(true);
  });

  test('has a program inside its folder, unless the system holds it', () => {
    if (tool.source.from === 'system') expect(tool.onPath.length).toBeGreaterThan(0);
    else expect(tool.program).toMatch(/^(?!.*\.\.)[a-z][\w./-]*$/);
  });

  test('has an image, if any, that names its registry and is pinned to a version of the same kind', () => {
    if (tool.image === undefined) return;
    const version = /^[a-z.]+\.[a-z]+\/[\w./-]+:v?([\d.]+)$/.exec(tool.image.ref)?.[1];
    expect(version).toBeDefined();
    expect(isWithin(version ?? '0', tool)).toBe(true);
    expect(version?.startsWith(tool.wanted)).toBe(true);
  });
});

test('what is built with Go is built from the version that is wanted', async () => {
  for (const { source, wanted } of tools) {
    if (source.from !== 'go') continue;
    const module = await readFile(new URL(`../${source.module}/go.mod`, import.meta.url), 'utf8');
    expect(module).toContain(`tool ${source.main}\n`);
    const [, required] = new RegExp(`^\\s*(?:require )?${source.main.replace(/\/cmd\/.*/, '')} v(\\S+)`, 'm').exec(module) ?? [];
    expect(required).toBe(wanted);
  }
});
