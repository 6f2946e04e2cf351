import { withProcessLock } from './process-lock.ts';

export const LOCK_PATH = '.rackbook/gen.lock';

declare const held: unique symbol;
/** Proof that `gen.lock` is held; made by {@link withGenLock} alone. */
export interface GenLock {
  readonly [held]: true;
}

/** Runs `work` while no other `gen` can. Throws `LockedError` when another one is at work, and what `work` throws. */
export async function withGenLock<T>(root: string, work: (lock: GenLock) => T | Promise<T>): Promise<T> {
  return withProcessLock(root, { path: LOCK_PATH, holder: 'gen' }, () => work({} as GenLock));
}
