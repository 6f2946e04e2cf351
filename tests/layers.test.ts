/** Layers look down only, what is pure stays pure, and no files import each other in a cycle. */

import { describe, expect, it } from 'vitest';
import { circlesIn } from './layers/circles.ts';
import { COMPUTED, importViolations, layerOf, type Violation } from './layers/layers.ts';
import { EXCUSED, isPure, WORLD, worldViolations } from './layers/purity.ts';
import { referencesOf } from './layers/source.ts';
import { graphOf, readTree } from './layers/tree.ts';

const sources = readTree();
const paths = sources.map(({ path }) => path);
const pure = sources.filter(({ path }) => isPure(path));

const said = (found: readonly Violation[]): readonly string[] => found.map(({ path, line, what }) => `${path}:${line}: ${what}`);

describe('the tree', () => {
  it('is read whole', () => {
    const layers = new Set(paths.map(layerOf));
    for (const layer of [
      'lib',
      'formats',
      'diagrams',
      'core',
      'tools',
      'testbed',
      'generators',
      'registry',
      'proofs',
      'cli',
      'src',
      'src/data',
    ])
      expect(layers).toContain(layer);
    expect(pure.length).toBeGreaterThan(200);
  });

  it('imports only from layers below, and nothing of another system', () => {
    expect(said(sources.flatMap(importViolations))).toEqual([]);
  });

  it('is pure where it has to be', () => {
    expect(said(pure.flatMap(worldViolations))).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(circlesIn(graphOf(sources)).map((circle) => circle.join(' '))).toEqual([]);
  });

  it('has what every exception was made for', () => {
    const there = (path: string) => (path.endsWith('/') ? paths.some((each) => each.startsWith(path)) : paths.includes(path));
    expect([...WORLD.keys(), ...COMPUTED.keys(), ...EXCUSED.keys()].filter((path) => !there(path))).toEqual([]);
    for (const { path, text } of sources)
      for (const use of EXCUSED.get(path)?.uses ?? []) {
        const names = referencesOf({ path, text }).map(({ specifier }) => specifier);
        expect(names.includes(use) || text.includes(`${use}.`), `${path} uses ${use}`).toBe(true);
      }
  });
});
