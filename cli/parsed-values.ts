import { hash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { ParseMemory } from '../core/parse/parse-yaml.ts';
import type { SourceFile } from '../core/parse/source-file.ts';
import { keepOwnFile, readOwnFile } from '../core/write/own-file.ts';

const PATH = '.rackbook/parsed.bin';
/** Bytes; ten times what 10,000 services take. */
const SIZE_LIMIT = 256 * 1024 * 1024;

export interface KeptValues extends ParseMemory {
  /** Whether a file was accepted as it is. */
  isKept(source: SourceFile): boolean;
  /**
   * Writes what this run asked for or kept, and nothing when that is what was there. Only for an inventory that was accepted; a file with a
   * warning, given by its path, is looked at again each time, so that the warning stays.
   */
  save(warned: ReadonlySet<string>): void;
}

/**
 * The data of inventory files by the hash of their path and text, kept between runs of one program: parsing YAML is a quarter of a run, and
 * what is checked of a file alone need not be checked again. Binary, since YAML knows numbers that JSON does not. A file that cannot be
 * read, or is of another program, counts as empty.
 */
export function openKeptValues(root: string, program: string): KeptValues {
  const before = read(root, program);
  const used = new Map<string, { readonly path: string; readonly value: unknown }>();
  let isNew = false;
  const keyOf = ({ path, text }: SourceFile) => hash('sha256', `${path}\0${text}`);
  return {
    isKept: (source) => before.has(keyOf(source)),
    recall(source) {
      const key = keyOf(source);
      const value = before.get(key);
      if (value !== undefined) used.set(key, { path: source.path, value });
      return value;
    },
    keep(source, value) {
      used.set(keyOf(source), { path: source.path, value });
      isNew = true;
    },
    save(warned) {
      const values = new Map([...used].flatMap(([key, { path, value }]) => (warned.has(path) ? [] : [[key, value] as const])));
      if (!isNew && values.size === before.size) return;
      keepOwnFile(root, PATH, serialize({ program, values }), 0o600);
    },
  };
}

function read(root: string, program: string): ReadonlyMap<string, unknown> {
  try {
    const found = readOwnFile(root, PATH, SIZE_LIMIT);
    if (found.kind !== 'file') return new Map();
    const kept = deserialize(found.bytes) as { readonly program?: unknown; readonly values?: unknown };
    return kept.program === program && kept.values instanceof Map ? kept.values : new Map();
  } catch {
    return new Map();
  }
}
