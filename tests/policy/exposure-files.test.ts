import { describe, expect, it } from 'vitest';
import { exposureOf } from '../../core/facts/exposure.ts';
import { renderLab } from '../../core/pipeline.ts';
import { systems } from '../../registry/systems.gen.ts';
import { LABS } from '../labs/labs.ts';
import { disagreements, PAGE } from './disagreements.ts';
import { EDITS, type Random, WITHOUT_LOGIN, WITHOUT_LOGIN_BY_LABEL } from './planted-edits.ts';
import { readFiles } from './read-files.ts';
import { readPage } from './read-page.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 1_000_000);
const ALL = { ...EDITS, 'no login in a file': WITHOUT_LOGIN, 'no login by a label': WITHOUT_LOGIN_BY_LABEL };
/** Kinds of edits that found something to edit. */
const tried = new Set<string>();

describe.each(LABS)('the exposure page of $name', async ({ inventoryDir }) => {
  const rendered = await renderLab(inventoryDir, systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  const { files: made, lab } = rendered.value;
  const files = new Map(made.map(({ path, content }) => [path, content]));

  it('says what the files do, read by somebody else', () => {
    expect(disagreements(files)).toEqual([]);
  });

  it('has a hostname for each way that the inventory exposes', () => {
    expect(readFiles(files).ways.size).toBe(exposureOf(lab.model).length);
  });

  it('has the data of the page of the site', () => {
    const data = exposureOf(lab.model).map(
      ({ route, audience, open }) => `${audience} ${route.exposure.hostname} ${open === undefined ? 'asks' : 'open'}`,
    );
    const page = [...readPage(files.get(PAGE) ?? '').ways].map((way) => {
      const [audience, hostname, ...words] = way.split(' ');
      return `${audience} ${hostname} ${words.includes('login') || words.includes('access') ? 'asks' : 'open'}`;
    });
    expect(page.sort()).toEqual(data.sort());
  });

  it('agrees no more when one of them is edited', () => {
    process.stderr.write(`planted edits: POLICY_SEED=${SEED}\n`);
    const random = randomFrom(SEED);
    for (const [what, edit] of Object.entries(ALL)) {
      const edited = edit(files, random);
      if (!edited) continue;
      tried.add(what);
      expect(disagreements(edited), what).not.toEqual([]);
    }
  });
});

it('was tried with every kind of edit', () => {
  expect(Object.keys(ALL).filter((what) => !tried.has(what))).toEqual([]);
});

/** mulberry32. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
