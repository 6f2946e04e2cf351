import { suggestionHint } from '../../lib/suggest.ts';
import type { Place } from '../reporter.ts';
import type { Context } from './context.ts';

/** Reports a name for which no system plays the role, with the names that one plays. */
export function reportUnplayed(context: Context, at: Place, role: string, name: string, played: readonly string[]): void {
  const hint = suggestionHint(name, played);
  context.report('invalid-value', at, `No system plays the ${role} "${name}".`, hint === undefined ? {} : { hint });
}
