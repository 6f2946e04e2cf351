import { composeSchema } from '../../compose/schema/compose.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { checkShape } from '../../parse/check-shape.ts';
import type { Place } from '../../reporter.ts';
import { type Context, name } from '../../resolve/context.ts';
import { placeInMessage, rememberMistakes } from '../../resolve/repeated.ts';
import type { ComposeFragment } from './service.ts';

const NEWER_HINT = 'It is passed on as it is. If it is not of a newer Compose, correct it; Compose refuses what it does not know.';

/** The Compose Specification grows; a key that is like none of the known ones may be newer than this schema. */
function isNewerKey({ message, hint }: Diagnostic): boolean {
  return /has no key "/.test(message) && !/^Did you mean/.test(hint ?? '');
}

/** Checks a fragment against the Compose Specification. The fragment itself is kept as it is, without defaults or coercion. */
export function checkCompose(fragment: unknown, at: Place, context: Context): ComposeFragment | undefined {
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
  return isValid ? (fragment as ComposeFragment) : undefined;
}
