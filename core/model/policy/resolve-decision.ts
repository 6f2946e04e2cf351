import type { Place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { BackupDecision } from './policy.ts';

/** Reads `backup: <policy>` or `backup: none` with `because:`. Anything that keeps state needs one of the two. */
export function resolveBackup(
  entry: { readonly backup?: string | undefined; readonly because?: string | undefined },
  at: Place,
  subject: string,
  planned: boolean,
  context: Context,
): BackupDecision | undefined {
  const hint = 'Add backup: <policy>, or backup: none with because: <reason>.';
  if (entry.backup === undefined) {
    if (planned) return { because: 'planned' };
    context.report('no-backup-decision', at, `${subject} keeps state, and nothing says whether it is backed up.`, { hint, what: 'key' });
    return undefined;
  }
  if (entry.backup === 'none') {
    if (entry.because !== undefined) return { because: entry.because };
    context.report('no-backup-decision', { ...at, path: [...at.path, 'backup'] }, `${subject} is not backed up, and nothing says why.`, {
      hint: 'Add because: <reason>.',
    });
    return undefined;
  }
  const policy = context.find('policies', entry.backup, { ...at, path: [...at.path, 'backup'] });
  return policy ? { policy } : undefined;
}
