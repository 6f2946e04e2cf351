import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { LABS } from '../../tests/labs/labs.ts';
import { loadSources } from '../load.ts';

const lab = readFileSync(join(LABS.find(({ name }) => name === 'one-host')?.inventoryDir ?? '', 'lab.yaml'), 'utf8');
const COMPOSE = 'services:\n  x:\n    image: app:1\n    volumes: ["data:/data"]\nvolumes:\n  data: {}\n';
const KNOWN = 'title: X\nruns-on: box\ndata: [{ path: data, backup: none, because: a trial }]\n';

function found(files: Readonly<Record<string, string>>) {
  const sources = Object.entries({ 'lab.yaml': lab, ...files }).map(([path, text]) => ({ path: `inventory/${path}`, text }));
  const loaded = loadSources(sources, systems);
  return (loaded.ok ? loaded.warnings : loaded.diagnostics).map(({ code, at, hint }) => ({
    code,
    at: `${at?.file}:${at?.line}:${at?.col}`,
    hint,
  }));
}

describe('a Compose file where a service belongs', () => {
  it('is one mistake, also where others need the service, and both ways to put it right work', () => {
    const needs = lab.replace('    runs-on: box\n', '    runs-on: box\n    uses: [x]\n');
    expect(found({ 'lab.yaml': needs, 'services/x.yaml': COMPOSE })).toEqual([
      {
        code: 'unknown-key',
        at: 'inventory/services/x.yaml:1:1',
        hint: expect.stringMatching(
          /^Move it to inventory\/services\/x\/compose\.yaml, and write title: and runs-on: into inventory\/services\/x\/service\.yaml; or keep it here with title:, runs-on: and compose:, and all of it indented below compose:\.$/,
        ),
      },
    ]);
    expect(found({ 'services/x/compose.yaml': COMPOSE, 'services/x/service.yaml': KNOWN })).toEqual([]);
    expect(found({ 'services/x.yaml': `${KNOWN}compose:\n${COMPOSE.replace(/^(?=.)/gm, '  ')}` })).toEqual([]);
  });

  it('is told by its keys, with those of older files, and in a folder', () => {
    expect(found({ 'services/x.yaml': `version: "3"\nname: x\nx-a: {}\n${COMPOSE}` })).toMatchObject([
      { at: 'inventory/services/x.yaml:4:1' },
    ]);
    expect(found({ 'services/x/service.yaml': COMPOSE })).toMatchObject([
      { hint: expect.stringMatching(/^Rename it to inventory\/services\/x\/compose/) },
    ]);
  });

  it('is one beside the other files of an inventory, too', () => {
    expect(found({ 'stack.yaml': COMPOSE })).toMatchObject([
      { code: 'unknown-key', at: 'inventory/stack.yaml:1:1', hint: expect.stringContaining('inventory/services/<service>/compose.yaml') },
    ]);
    expect(found({ 'more.yaml': 'services: { x: { title: X, runs-on: box } }' })).toEqual([]);
  });

  it('has keys that belong below compose: of a service that says what it is', () => {
    expect(found({ 'services/x.yaml': `title: X\nruns-on: box\n${COMPOSE}` }).map(({ hint }) => hint)).toEqual([
      'It belongs to Compose: put it below compose: of this service.',
      'It belongs to Compose: put it below compose: of this service.',
    ]);
    expect(found({ 'services/x.yaml': 'title: X\nruns-on: box\nimage: app:1\n' })).toMatchObject([
      { hint: 'It belongs to a container: compose: { services: { <container>: { image: … } } }.' },
    ]);
  });
});
