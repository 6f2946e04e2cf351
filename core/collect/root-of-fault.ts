import type { SubjectView } from './status-view.ts';

/** Whether what is wrong with it lies with itself: not with what it needs, and not only with the copies that tell of it, which say so themselves. */
export function isRoot({ because, checks, reasons }: SubjectView): boolean {
  if (because !== undefined) return false;
  const isOwn = reasons.some(({ state, check }) => check === undefined && (state === 'down' || state === 'degraded'));
  return checks.length > 0 || isOwn;
}
