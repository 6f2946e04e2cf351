import { suggestionHint } from '../lib/suggest.ts';
import { commentSecrets } from './check/comment-rule.ts';
import { createExcuses } from './check/create-excuses.ts';
import type { Excuses } from './check/excuses.ts';
import { maintainedSecrets } from './check/maintained-rule.ts';
import type { FoundByRules } from './check/maintained-rules.ts';
import { readProjects } from './compose/project/read-projects.ts';
import type { SystemParts } from './contract.ts';
import type { Diagnostic, Result } from './diagnostic.ts';
import { leaveOut, ownerOfFile } from './leave-out.ts';
import { type LeftOut, NOBODY } from './left-out.ts';
import type { LoadedLab } from './loaded-lab.ts';
import type { SystemOptions } from './model/lab/lab.ts';
import { assemble, type RawInventory } from './parse/assemble.ts';
import { checkShape } from './parse/check-shape.ts';
import { locate } from './parse/locate.ts';
import { type ParseMemory, parseRemembered, parseYaml } from './parse/parse-yaml.ts';
import { type InventoryText, readInventory } from './parse/read-inventory.ts';
import { splitFolders } from './parse/service-folders.ts';
import type { LabSource, SourceFile } from './parse/source-file.ts';
import { type ReadInventory, resolve } from './resolve/resolve.ts';

/** What {@link loadLab} found wrong, with the texts that a code frame needs. */
export type LoadResult = SourcesResult & { readonly sources: readonly SourceFile[] };

/** The lab, or what is wrong, and what would have to be left out so that nothing is. */
export type SourcesResult = Result<LoadedLab> & { readonly couldLeaveOut: () => LeftOut | undefined; readonly excuses: Excuses };

/**
 * Reads the inventory's YAML files below a folder and resolves them for these systems. Mistakes in it are values; only our own bugs are
 * thrown.
 */
export async function loadLab(inventoryDir: string, systems: readonly SystemParts[]): Promise<LoadResult> {
  return loadTexts(await readInventory(inventoryDir), systems);
}

/** {@link loadLab} of an inventory that was read before. */
export function loadTexts(
  { files, diagnostics }: InventoryText,
  systems: readonly SystemParts[],
  memory?: ParseMemory,
  leftOut?: LeftOut,
  found?: readonly FoundByRules[],
): LoadResult {
  const loaded = loadSources(files, systems, memory, leftOut, found);
  if (diagnostics.length === 0) return { ...loaded, sources: files };
  return { ...withUnreadable(loaded, diagnostics), couldLeaveOut: () => undefined, excuses: loaded.excuses, sources: files };
}

/** The pure part of {@link loadLab}: texts in, Model out. `found` is what maintained rules found in the texts. */
export function loadSources(
  files: readonly SourceFile[],
  systems: readonly SystemParts[],
  memory?: ParseMemory,
  leftOut: LeftOut = NOBODY,
  found: readonly FoundByRules[] = [],
): SourcesResult {
  const { inventory, folders, diagnostics: strays } = splitFolders(files);
  const parsed = inventory.map((file) => {
    if (leftOut.has(ownerOfFile(file.path) ?? '')) return parseYaml({ path: file.path, text: '{}' });
    return memory ? parseRemembered(file, memory) : parseYaml(file);
  });
  const { raw: written, diagnostics: joined, hasForeign } = assemble(parsed.map(({ file }) => file));
  const excuses = createExcuses(written);
  const read = readProjects(written, folders, memory, leftOut, excuses);
  const secrets = [...parsed.flatMap(({ file }) => commentSecrets(file, excuses)), ...maintainedSecrets(found, excuses)];
  const isWanted = ({ at }: Diagnostic) => !leftOut.has(ownerOfFile(at?.file ?? '') ?? '');
  const sources = [...inventory.map((file): LabSource => ({ ...file, use: 'read' })), ...read.sources];
  const before = [...[...strays, ...joined, ...secrets].filter(isWanted), ...read.diagnostics];
  const result = loadParsed(parsed, before, { ...read, leftOut, excuses }, systems, sources, hasForeign);
  const errors = result.ok ? [] : result.diagnostics.filter(({ severity }) => severity === 'error');
  return { ...result, couldLeaveOut: () => leaveOut(errors, read.raw), excuses };
}

function loadParsed(
  parsed: readonly ReturnType<typeof parseYaml>[],
  read: readonly Diagnostic[],
  inventory: ReadInventory,
  systems: readonly SystemParts[],
  sources: readonly LabSource[],
  hasForeign: boolean,
): Result<LoadedLab> {
  const { raw } = inventory;
  const before = [...parsed.flatMap(({ diagnostics }) => diagnostics), ...read];
  const options = checkSystems(raw, systems);
  const resolved = resolve(inventory, systems, options.values);
  // A file that could not be read may hold what others refer to, so references are only trusted when every file was read.
  const isUnread = hasForeign || parsed.some(({ file, diagnostics }) => file.value === undefined && diagnostics.length > 0);
  const after = (resolved.ok ? resolved.warnings : resolved.diagnostics).filter(
    ({ code }) => !isUnread || (code !== 'unknown-reference' && code !== 'inventory-empty' && code !== 'missing-key'),
  );
  const all = [...before, ...options.diagnostics, ...after];
  if (!resolved.ok || all.some(({ severity }) => severity === 'error')) return { ok: false, diagnostics: all };
  const { model, spanOf, labSpan, checkFacts } = resolved.value;
  const found = [...all, ...checkFacts(model)];
  if (found.some(({ severity }) => severity === 'error')) return { ok: false, diagnostics: found };
  return { ok: true, value: { model, spanOf, labSpan, sources, notSecret: inventory.excuses.published }, warnings: found };
}

function withUnreadable(result: Result<LoadedLab>, diagnostics: readonly Diagnostic[]): Result<LoadedLab> {
  if (diagnostics.length === 0) return result;
  return { ok: false, diagnostics: [...diagnostics, ...(result.ok ? result.warnings : result.diagnostics)] };
}

function checkSystems(raw: RawInventory, systems: readonly SystemParts[]): { values: SystemOptions; diagnostics: Diagnostic[] } {
  const values: Record<string, unknown> = {};
  const diagnostics: Diagnostic[] = [];
  for (const { id, options } of systems) {
    if (!options) continue;
    const entry = raw.systems.get(id);
    const checked = checkShape<unknown>(options, entry?.value ?? {}, {
      label: `systems.${id}`,
      at: (path, what) => (entry ? locate(entry.origin, path, what) : { file: 'inventory', line: 1, col: 1, endLine: 1, endCol: 1 }),
    });
    diagnostics.push(...checked.diagnostics);
    values[id] = checked.value;
  }
  const known = systems.filter(({ options }) => options).map(({ id }) => id);
  for (const [id, entry] of raw.systems) {
    if (known.some((each) => each === id)) continue;
    const exists = systems.some((system) => system.id === id);
    const message = exists ? `systems.${id} has no options.` : `systems.${id} names a system that Rackbook does not generate.`;
    const hint = suggestionHint(id, known);
    diagnostics.push({ code: 'unknown-key', severity: 'error', message, at: locate(entry.origin, [], 'key'), ...(hint ? { hint } : {}) });
  }
  // Each value was checked by the schema that its type is inferred from.
  return { values: values as unknown as SystemOptions, diagnostics };
}
