import { deepMerge } from '../../formats/deep-merge.ts';
import { emitJson } from '../../formats/json.ts';
import { withoutPlainScalars } from '../../formats/plain-scalar.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { suggest } from '../../lib/suggest.ts';
import { commentSecrets } from '../check/comment-rule.ts';
import type { Excuses } from '../check/excuses.ts';
import { findSecrets } from '../check/find-secrets.ts';
import { plainSecretHint } from '../check/secret-hints.ts';
import type { System } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { isRecord } from '../parse/assemble.ts';
import { locate } from '../parse/locate.ts';
import { parseYaml } from '../parse/parse-yaml.ts';
import type { SourceFile } from '../parse/source-file.ts';
import type { WantedFile } from '../plan/change.ts';
import { additionFor } from './addition.ts';
import { appendOverride } from './append-override.ts';

const OVERRIDES = '/overrides/';
const HIDDEN = /\/\.[^/]*$/;
/** Files that an override is merged into. */
export const DATA: RegExp = /\.(ya?ml|json)$/;

/** The generated file that an override is laid over. */
export const targetOf = ({ path }: SourceFile): string => `infra/${path.slice(path.indexOf(OVERRIDES) + OVERRIDES.length)}`;

/** Merges `inventory/overrides/<path>` into `infra/<path>`, or puts it to the end of what is no YAML or JSON. */
export function applyOverride(
  files: Map<string, WantedFile>,
  override: SourceFile,
  systems: readonly System[],
  excuses?: Excuses,
): readonly Diagnostic[] {
  const path = targetOf(override);
  const target = files.get(path);
  if (!target) {
    // What an editor or a system leaves here is hidden, and means none of ours.
    const near = suggest(
      path,
      [...files.keys()].filter((each) => !HIDDEN.test(each)),
    );
    const hint = near === undefined ? 'Name it like the generated file that it is laid over, or remove it.' : `Did you mean "${near}"?`;
    return [invalid(override, `No generator makes ${path}, so there is nothing to override.`, hint)];
  }
  const { bytes, ...text } = target;
  if (bytes && text.content === '') return [invalid(override, `${path} is no text, so there is nothing to lay over it.`)];
  if (!DATA.test(path)) {
    const appended = appendOverride(text, override, additionFor(path, target.generator, systems), excuses);
    if (!appended.ok) return appended.diagnostics;
    files.set(path, { ...text, content: appended.value });
    return [];
  }
  const { file, diagnostics } = parseYaml(override);
  // What is merged into the file of a program has to be data that everybody reads alike.
  if (diagnostics.length > 0) return diagnostics.map((each) => ({ ...each, severity: 'error' }));
  const literals = findSecrets(file.value, '', excuses?.of(override.path)).filter(({ kind }) => kind === 'secret');
  const secrets = literals.map(
    ({ path: place, what, mark, isKey }): Diagnostic => ({
      code: 'secret-literal',
      severity: 'error',
      message: `Something in ${override.path} looks like ${what}. The inventory is in Git, where secrets do not belong.`,
      at: locate({ file, path: [] }, place, isKey ? 'key' : 'value'),
      hint: plainSecretHint(mark, 'lab'),
    }),
  );
  const said = excuses ? commentSecrets(file, excuses) : [];
  if (secrets.length + said.length > 0) return [...secrets, ...said];
  if (!isRecord(file.value)) return [invalid(override, `An override of ${path} must be a map of keys.`)];
  const base = parseYaml({ path, text: text.content }).file.value;
  if (!isRecord(base)) return [invalid(override, `${path} is no map of keys, so nothing can be merged into it.`)];
  const merged = deepMerge(base, file.value);
  const header = [`Generated from the inventory with ${override.path} laid over it.`];
  files.set(path, { ...text, content: path.endsWith('.json') ? emitJson(withoutPlainScalars(merged)) : emitYaml(merged, { header }) });
  return [];
}

function invalid({ path }: SourceFile, message: string, hint?: string): Diagnostic {
  return {
    code: 'override-invalid',
    severity: 'error',
    message,
    at: { file: path, line: 1, col: 1, endLine: 1, endCol: 1 },
    ...(hint ? { hint } : {}),
  };
}
