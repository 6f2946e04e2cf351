import { composeSchema } from '../../compose/schema/compose.ts';
import { checkShape } from '../../parse/check-shape.ts';
import type { Place } from '../../reporter.ts';
import { type Context, name } from '../../resolve/context.ts';
import type { ComposeFragment } from './service.ts';

/** Checks a fragment against the Compose Specification. The fragment itself is kept as it is, without defaults or coercion. */
export function checkCompose(fragment: unknown, at: Place, context: Context): ComposeFragment | undefined {
  if (context.isAccepted(at.section, at.id)) return fragment as ComposeFragment;
  const checked = checkShape<unknown>(composeSchema, fragment, {
    label: name(at),
    at: (path, what) => context.spanOf({ ...at, path: [...at.path, ...path] }, what),
    code: 'compose-invalid',
  });
  for (const { code, message, at: span, hint } of checked.diagnostics) {
    if (span) context.report(code, span, message, { hint });
  }
  return checked.diagnostics.length === 0 ? (fragment as ComposeFragment) : undefined;
}
