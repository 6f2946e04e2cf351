import { composeSchema } from '../../compose/schema/compose.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { checkShape } from '../../parse/check-shape.ts';
import type { Place } from '../../reporter.ts';
import { type Context, name } from '../../resolve/context.ts';
import { placeInMessage, rememberMistakes } from '../../resolve/repeated.ts';
import type { ComposeFragment } from './service.ts';

/** Taking away one thing may leave another that refers to it. */
const ROUNDS = 5;
const NEWER_HINT = 'It is passed on as it is. If it is not of a newer Compose, correct it; Compose refuses what it does not know.';

/** The Compose Specification grows; a key that is like none of the known ones may be newer than this schema. */
function isNewerKey({ message, hint }: Diagnostic): boolean {
  return /has no key "/.test(message) && !/^Did you mean/.test(hint ?? '');
}

/**
 * A refused fragment without the keys that have mistakes, so that everything else about it is still checked in the same run. Nothing is
 * ever written of it. Undefined when nothing is left.
 */
function withoutFaults(fragment: unknown): ComposeFragment | undefined {
  const rest = structuredClone(fragment) as Record<string, Record<string, Record<string, unknown> | undefined> | undefined>;
  for (let round = 0; round < ROUNDS; round++) {
    const checked = composeSchema.safeParse(rest);
    const issues = checked.success ? [] : checked.error.issues.filter(({ code }) => code !== 'unrecognized_keys');
    if (issues.length === 0) return rest as unknown as ComposeFragment;
    for (const { path } of issues) {
      const [section, name, key] = path.map(String);
      if (section === undefined || (section === 'services' && name === undefined)) return undefined;
      const container = name === undefined ? undefined : rest[section]?.[name];
      if (key === 'image' && container) container[key] = 'refused:0';
      else if (key !== undefined && container) delete container[key];
      else if (name !== undefined && rest[section]) delete rest[section]?.[name];
      else delete rest[section];
    }
  }
  return undefined;
}

/** Checks a fragment against the Compose Specification. The fragment itself is kept as it is, without defaults or coercion. */
export function checkCompose(fragment: unknown, at: Place, context: Context): ComposeFragment | undefined {
  // What depends on variables or other files may be wrong although its own file is as it was.
  if (context.isAccepted(at.section, at.id) && context.projects.get(at.id)?.standsAlone) return fragment as ComposeFragment;
  const checked = checkShape<unknown>(composeSchema, fragment, {
    label: name(at),
    at: (path, what) => context.spanOf({ ...at, path: [...at.path, ...path] }, what),
    code: 'compose-invalid',
  });
  const isRepeated = rememberMistakes();
  let isValid = true;
  for (const diagnostic of checked.diagnostics) {
    const { code, message, at: span, hint } = diagnostic;
    if (!span || isRepeated(diagnostic, placeInMessage(diagnostic))) continue;
    if (isNewerKey(diagnostic)) {
      context.report('compose-unknown-key', span, message, { hint: NEWER_HINT, severity: 'warning' });
      continue;
    }
    isValid = false;
    context.report(code, span, message, { hint });
  }
  return isValid ? (fragment as ComposeFragment) : withoutFaults(fragment);
}
