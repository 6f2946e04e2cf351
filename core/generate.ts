import type { Excuses } from './check/excuses.ts';
import type { GeneratedFile, Model, System } from './contract.ts';
import type { Diagnostic, Result } from './diagnostic.ts';
import type { RuntimePath } from './files/runtime-path.ts';
import { applyOverride, targetOf } from './overrides/apply-override.ts';
import type { SourceFile } from './parse/source-file.ts';
import type { WantedFile } from './plan/change.ts';
import { checkOverrides, type LabSpan, type Overridden } from './policy/check-overrides.ts';
import { handedFiles } from './roles/handed-files.ts';

/** Gives the text of a runtime file. The caller of {@link generate} brings it, so that no generator reads from the disk. */
export type RuntimeReader = (path: RuntimePath) => string;

/**
 * Runs every generator and lays the overrides over what they made. Files come in the order of generators and paths. A generator
 * that breaks its contract throws: that is our bug.
 *
 * @param excuses what the inventory says is no secret
 * @param labSpan where a key of the lab stands, for reasons that no override needs
 */
export function generate(
  model: Model,
  systems: readonly System[],
  overrides: readonly SourceFile[],
  readRuntime: RuntimeReader,
  excuses?: Excuses,
  labSpan?: LabSpan,
): Result<readonly WantedFile[]> {
  const files = new Map<string, WantedFile>();
  const handed = handedFiles(model.systems);
  const read = readingOnce(readRuntime);
  const add = (system: System, file: GeneratedFile) => {
    const { path, mode = 0o644, about = [] } = file;
    const bytes = 'bytes' in file ? file.bytes : undefined;
    const content = textOf(system, file, handed, read);
    // What a person wrote is passed on to the letter.
    if (!content.endsWith('\n') && !system.native?.test(path))
      throw new Error(`Generator ${system.id}: ${path} does not end with a newline`);
    const other = files.get(path);
    if (other) throw new Error(`Generators ${other.generator} and ${system.id} both want ${path}`);
    files.set(path, { path, content, ...(bytes ? { bytes } : {}), mode, generator: system.id, about });
  };
  for (const system of systems) for (const file of system.files?.(model) ?? []) add(system, file);
  const paths = [...files.keys()].sort();
  for (const system of systems) for (const file of system.aboutAll?.(model, paths) ?? []) add(system, file);
  const diagnostics: Diagnostic[] = [];
  const made = new Map(files);
  for (const override of overrides) diagnostics.push(...applyOverride(files, override, systems, excuses));
  if (diagnostics.length === 0) diagnostics.push(...checkOverrides(overriddenOf(overrides, made, files), model, labSpan));
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return { ok: true, value: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), warnings: [] };
}

/** What each override was laid over, and what came of it. */
function overriddenOf(
  overrides: readonly SourceFile[],
  made: ReadonlyMap<string, WantedFile>,
  files: ReadonlyMap<string, WantedFile>,
): readonly Overridden[] {
  return overrides.flatMap((override) => {
    const path = targetOf(override);
    const [before, after] = [made.get(path), files.get(path)];
    return before && after ? [{ override, path, generator: before.generator, before: before.content, after: after.content }] : [];
  });
}

/** A machine has a dozen copies of the same few files. */
function readingOnce(readRuntime: RuntimeReader): RuntimeReader {
  const texts = new Map<RuntimePath, string>();
  return (path) => {
    const text = texts.get(path) ?? readRuntime(path);
    texts.set(path, text);
    return text;
  };
}

/** A system may ship its own runtime files, those that all share and those that a role hands over, never others of another system. */
function textOf({ id }: System, file: GeneratedFile, handed: ReadonlySet<RuntimePath>, readRuntime: RuntimeReader): string {
  if ('content' in file) return file.content;
  const own = file.copyOf.startsWith(`generators/${id}/runtime/`) || file.copyOf.startsWith('core/runtime/') || handed.has(file.copyOf);
  if (!own) throw new Error(`Generator ${id}: ${file.path} is a copy of ${file.copyOf}, which is not its own`);
  return readRuntime(file.copyOf);
}
