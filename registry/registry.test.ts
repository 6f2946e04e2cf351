import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../tools/places.ts';
import { loadFolders } from './load-folders.ts';
import { printRegistry } from './print.ts';
import { SHARED_CHECKERS, SHARED_TOOLS } from './shared.ts';

const shared = [...SHARED_TOOLS, ...SHARED_CHECKERS].map(({ id }) => id);

describe('the generated registry', () => {
  it('is what the folders below generators/ say', async () => {
    for (const [path, text] of printRegistry(await loadFolders(repository), shared))
      expect(readFileSync(join(repository, path), 'utf8'), `${path}: npm run registry`).toBe(text);
  });

  it('has no file that the folders do not give', async () => {
    const onDisk = readdirSync(join(repository, 'registry')).filter((name) => name.endsWith('.gen.ts'));
    expect(onDisk.map((name) => `registry/${name}`).sort()).toEqual(
      [...printRegistry(await loadFolders(repository), shared).keys()].sort(),
    );
  });

  it('changes with a folder, with a part of one, and with a tool', async () => {
    const folders = await loadFolders(repository);
    const text = (of: typeof folders) => [...printRegistry(of, shared).values()].join('');
    const one = { id: 'sample', parts: ['tool', 'checks'], judges: ['sample-tool'], checks: undefined, kinds: [] };
    expect(text([...folders, one])).toContain("import sampleTool from '../generators/sample/tool.ts';");
    expect(text([...folders, one])).toContain("readonly 'sample-tool': true;");
    expect(text([...folders, one])).not.toBe(text([...folders, { ...one, parts: ['tool'] }]));
    expect(text(folders.slice(1))).not.toBe(text(folders));
  });
});
