import type { ZodType } from 'zod';
import { suggestionHint } from '../lib/suggest.ts';
import type { Diagnostic, Result, Span } from './diagnostic.ts';

import type { Model, SubjectId } from './model/model.ts';
import { assemble, type RawInventory } from './parse/assemble.ts';
import { checkShape } from './parse/check-shape.ts';
import { locate } from './parse/locate.ts';
import { parseYaml } from './parse/parse-yaml.ts';
import { readInventory } from './parse/read-inventory.ts';
import type { SourceFile } from './parse/source-file.ts';
import { resolve } from './resolve/resolve.ts';

/** The lab, ready for generators, collectors and the site. */
export interface LoadedLab {
  readonly model: Model;
  /** Where a thing is declared. */
  readonly spanOf: (subject: SubjectId) => Span | undefined;
}

export interface LoadOptions {
  /** Folder with the inventory's YAML files. */
  readonly inventoryDir: string;
  /** Schemas of `systems.<id>` by generator id. Without it `systems` is not checked, as for the site, which does not use it. */
  readonly systems?: ReadonlyMap<string, ZodType | undefined>;
}

/** What {@link loadLab} found wrong, with the texts that a code frame needs. */
export type LoadResult = Result<LoadedLab> & { readonly sources: readonly SourceFile[] };

/** Reads an inventory from disk and resolves it. Mistakes in it are values; only our own bugs are thrown. */
export async function loadLab(options: LoadOptions): Promise<LoadResult> {
  const { files, diagnostics } = await readInventory(options.inventoryDir);
  return { ...withUnreadable(loadSources(files, options.systems), diagnostics), sources: files };
}

/** The pure part of {@link loadLab}: texts in, Model out. */
export function loadSources(files: readonly SourceFile[], systems?: ReadonlyMap<string, ZodType | undefined>): Result<LoadedLab> {
  const parsed = files.map((file) => parseYaml(file));
  const { raw, diagnostics: joined } = assemble(parsed.map(({ file }) => file));
  const before = [...parsed.flatMap(({ diagnostics }) => diagnostics), ...joined];
  const options = checkSystems(raw, systems);
  const resolved = resolve(raw, options.values);
  // A file that could not be read may hold what others refer to, so references are only trusted when every file was read.
  const unread = parsed.some(({ file, diagnostics }) => file.value === undefined && diagnostics.length > 0);
  const after = (resolved.ok ? resolved.warnings : resolved.diagnostics).filter(
    ({ code }) => !unread || (code !== 'unknown-reference' && code !== 'inventory-empty' && code !== 'missing-key'),
  );
  const all = [...before, ...options.diagnostics, ...after];
  if (!resolved.ok || all.some(({ severity }) => severity === 'error')) return { ok: false, diagnostics: all };
  const { model, spanOf, checkFacts } = resolved.value;
  const found = [...all, ...checkFacts(model)];
  if (found.some(({ severity }) => severity === 'error')) return { ok: false, diagnostics: found };
  return { ok: true, value: { model, spanOf }, warnings: found };
}

function withUnreadable(result: Result<LoadedLab>, diagnostics: readonly Diagnostic[]): Result<LoadedLab> {
  if (diagnostics.length === 0) return result;
  return { ok: false, diagnostics: [...diagnostics, ...(result.ok ? result.warnings : result.diagnostics)] };
}

function checkSystems(raw: RawInventory, systems: LoadOptions['systems']): { values: Record<string, unknown>; diagnostics: Diagnostic[] } {
  const values: Record<string, unknown> = {};
  const diagnostics: Diagnostic[] = [];
  for (const [id, schema] of systems ?? []) {
    const entry = raw.systems.get(id);
    if (!schema) continue;
    const checked = checkShape<unknown>(schema, entry?.value ?? {}, {
      label: `systems.${id}`,
      at: (path, what) => (entry ? locate(entry.origin, path, what) : { file: 'inventory', line: 1, col: 1, endLine: 1, endCol: 1 }),
    });
    diagnostics.push(...checked.diagnostics);
    values[id] = checked.value;
  }
  for (const [id, entry] of systems ? raw.systems : []) {
    if (systems?.get(id)) continue;
    const known = [...(systems ?? [])].filter(([, schema]) => schema).map(([name]) => name);
    const message = systems?.has(id) ? `systems.${id} has no options.` : `systems.${id} names a system that Rackbook does not generate.`;
    const hint = suggestionHint(id, known);
    diagnostics.push({ code: 'unknown-key', severity: 'error', message, at: locate(entry.origin, [], 'key'), ...(hint ? { hint } : {}) });
  }
  return { values, diagnostics };
}
