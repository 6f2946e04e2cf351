import { coreValue, withoutPlainScalars } from '../../formats/plain-scalar.ts';
import { suggestionHint } from '../../lib/suggest.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { bySection, SECTION_NAMES, type SectionName, TOP_LEVEL } from '../model/kinds.ts';

import { bareCompose } from './bare-compose.ts';
import { locate, type Origin } from './locate.ts';
import type { ParsedFile } from './parse-yaml.ts';
import { ID_MAX, ID_PATTERN, ID_RESERVED } from './scalars.ts';

export interface Entry {
  readonly value: unknown;
  readonly origin: Origin;
}

/** The inventory with its files joined, not yet checked against the schema. */
export interface RawInventory {
  /** Keys of `lab`, which may stand in several files. */
  readonly lab: ReadonlyMap<string, Entry>;
  readonly systems: ReadonlyMap<string, Entry>;
  readonly sections: Readonly<Record<SectionName, ReadonlyMap<string, Entry>>>;
}

const SERVICE_FILE = /(?:^|\/)services\/([^/]+?)(?:\.ya?ml|\/service\.yaml)$/;

/**
 * Joins parsed files. A file below `services/` is one service named for the file, or for the folder of a `service.yaml`; every other file
 * holds top-level keys. Scalars keep their text in Compose projects alone.
 */
export function assemble(files: readonly ParsedFile[]): {
  raw: RawInventory;
  diagnostics: readonly Diagnostic[];
  /** Whether a file is none of an inventory, so that others may refer to what it means. */
  hasForeign: boolean;
} {
  const diagnostics: Diagnostic[] = [];
  let hasForeign = false;
  const tables = new Map<string, Map<string, Entry>>(TOP_LEVEL.map((name) => [name, new Map()]));
  const add = (table: string, key: string, entry: Entry) => {
    const entries = tables.get(table) as Map<string, Entry>;
    const first = entries.get(key);
    if (first) diagnostics.push(duplicate(table, key, first, entry));
    else entries.set(key, entry);
    if (table !== 'lab') diagnostics.push(...unsafeId(table, key, entry));
  };

  for (const file of files) {
    if (file.value === undefined || file.value === null) continue;
    const root: Origin = { file, path: [] };
    const service = SERVICE_FILE.exec(file.source.path)?.[1];
    const bare = bareCompose(file, service);
    if (bare) {
      diagnostics.push(bare);
      hasForeign = true;
      continue;
    }
    if (service !== undefined) {
      add('services', service, { value: plain('services', file.value), origin: root });
      continue;
    }
    if (!isRecord(file.value)) {
      diagnostics.push(notAMap(root, 'An inventory file'));
      continue;
    }
    for (const [name, table] of Object.entries(file.value)) {
      const origin: Origin = { file, path: [name] };
      if (!tables.has(name)) diagnostics.push(unknownTop(name, origin));
      else if (table === null) continue;
      else if (!isRecord(table)) diagnostics.push(notAMap(origin, `"${name}"`));
      else
        for (const [key, value] of Object.entries(table))
          add(name, key, { value: plain(name, value), origin: { file, path: [name, key] } });
    }
  }
  const table = (name: string) => tables.get(name) ?? new Map<string, Entry>();
  const sections = bySection<RawInventory['sections']>(table);
  return { raw: { lab: table('lab'), systems: table('systems'), sections }, diagnostics, hasForeign };
}

function plain(table: string, value: unknown): unknown {
  // Blocks of another program are read as that would read them.
  if (table === 'middlewares') return withoutPlainScalars(value);
  if (table !== 'services' || !isRecord(value) || !('compose' in value)) return withoutPlainScalars(value, coreValue);
  const { compose, ...rest } = value;
  return { ...(withoutPlainScalars(rest, coreValue) as object), compose };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function duplicate(table: string, key: string, first: Entry, second: Entry): Diagnostic {
  const firstAt = locate(first.origin, [], 'key');
  const isId = SECTION_NAMES.some((name) => name === table);
  return {
    code: isId ? 'duplicate-id' : 'duplicate-key',
    severity: 'error',
    message: `${table}.${key} is declared twice.`,
    at: locate(second.origin, [], 'key'),
    related: [{ at: firstAt, message: 'first declared here' }],
    hint: isId ? 'Rename one of the two, or join them.' : 'Keep one of the two.',
  };
}

function unsafeId(table: string, key: string, entry: Entry): Diagnostic[] {
  if (ID_PATTERN.test(key) && key.length <= ID_MAX && !ID_RESERVED.test(key)) return [];
  return [
    {
      code: 'unsafe-id',
      severity: 'error',
      message: `"${key}" in ${table} cannot be an id: ids name files, containers and DNS labels.`,
      at: locate(entry.origin, [], 'key'),
      hint: ID_RESERVED.test(key)
        ? 'Choose another id; Windows keeps this name for a device.'
        : `Use lower-case letters, digits and single hyphens, at most ${ID_MAX} characters.`,
    },
  ];
}

function unknownTop(name: string, origin: Origin): Diagnostic {
  const hint = suggestionHint(name, TOP_LEVEL);
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `"${name}" is not a part of an inventory.`,
    at: locate(origin, [], 'key'),
    ...(hint ? { hint } : {}),
  };
}

function notAMap(origin: Origin, what: string): Diagnostic {
  return { code: 'wrong-type', severity: 'error', message: `${what} must be a map of keys.`, at: locate(origin, [], 'value') };
}
