import { isExcused, isPure, PURE_PACKAGES } from './purity.ts';
import { type Reference, referencesOf, resolveReference, type Source } from './source.ts';

/** Which layers each may import, itself apart. Layers look down only; what is not named here is refused. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  formats: ['lib'],
  diagrams: ['lib'],
  core: ['formats', 'diagrams', 'lib'],
  tools: ['core', 'formats', 'diagrams', 'lib'],
  testbed: ['tools', 'core', 'formats', 'diagrams', 'lib'],
  generators: ['testbed', 'tools', 'core', 'formats', 'diagrams', 'lib'],
  registry: ['generators', 'testbed', 'tools', 'core', 'formats', 'diagrams', 'lib'],
  proofs: ['registry', 'generators', 'testbed', 'tools', 'core', 'formats', 'diagrams', 'lib'],
  cli: ['proofs', 'registry', 'generators', 'testbed', 'tools', 'core', 'formats', 'diagrams', 'lib'],
  'src/data': ['src', 'proofs', 'registry', 'generators', 'core', 'formats', 'diagrams', 'lib'],
  // A component types what it is given; what is computed comes through `src/data/`.
  src: ['src/data', 'lib'],
  // Configuration of Astro.
  '.': ['src'],
};

/** Layers of which only types may be imported. */
const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = { src: ['core'] };

/** Files that work out at run time what they load, and why they may. */
export const COMPUTED: ReadonlyMap<string, string> = new Map([
  ['registry/load-folders.ts', 'reads the folders that the generated registry is made from'],
  ['src/scripts/mermaid-fences.ts', 'runs in a browser, which gets Mermaid only where a page has a diagram'],
  ['src/scripts/search-engine.ts', 'runs in a browser, which gets the index only when a reader searches'],
  ['tools/places.ts', 'knows where the repository is'],
]);

export interface Violation {
  readonly path: string;
  readonly line: number;
  /** What is refused, without the place: `lib imports core/model/model.ts`. */
  readonly what: string;
}

export function layerOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  if (!path.includes('/')) return '.';
  return first === 'src' && second === 'data' ? 'src/data' : first;
}

/** Files that only tests use stand beside what they test; nothing else may import them. */
export function isTest(path: string): boolean {
  return /\.test\.ts$|^tests\/|\/(test|sample)-[^/]*\.ts$|\/cases\//.test(path);
}

/** What is wrong with the imports of one file. */
export function importViolations(source: Source): readonly Violation[] {
  return referencesOf(source).flatMap((reference) => {
    const what = faultOf(source.path, reference);
    return what === undefined ? [] : [{ path: source.path, line: reference.line, what }];
  });
}

function faultOf(path: string, { specifier, typeOnly }: Reference): string | undefined {
  const target = specifier === undefined ? '' : resolveReference(path, specifier);
  // The repository itself is above all layers.
  if (specifier === undefined || target === '') return COMPUTED.has(path) ? undefined : 'imports what is only known at run time';
  if (target === undefined) return packageFault(path, specifier);
  const [from, to] = [layerOf(path), layerOf(target)];
  if (isTest(target)) return `imports ${target}, which is of tests`;
  if (!(from in MAY_IMPORT)) return `is in no known layer, "${from}"`;
  const below = [from, ...(MAY_IMPORT[from] ?? []), ...(typeOnly ? (MAY_IMPORT_TYPES[from] ?? []) : [])];
  if (!below.includes(to)) return `imports ${target}, which is no layer below ${from}`;
  if (from === 'generators' && to === 'generators' && systemOf(path) !== systemOf(target)) return `imports ${target} of another system`;
  if (isPure(path) && !isPure(target)) return `is pure and imports ${target}, which is not`;
  return undefined;
}

function packageFault(path: string, specifier: string): string | undefined {
  if (!isPure(path)) return undefined;
  if (isExcused(path, specifier)) return undefined;
  if (specifier.startsWith('node:')) return `is pure and imports ${specifier}`;
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1);
  return PURE_PACKAGES.has(name.join('/')) ? undefined : `is pure and imports the package ${name.join('/')}`;
}

const systemOf = (path: string): string => path.split('/')[1] ?? '';
