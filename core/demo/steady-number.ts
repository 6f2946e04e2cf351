import { createHash } from 'node:crypto';

/** A number from 0 to below `limit` that depends on the text alone, so that a played lab looks the same in every run. */
export function steadyNumber(text: string, limit: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % limit;
}

/** 64 hexadecimal digits that depend on the text alone. */
export const steadyId = (text: string): string => createHash('sha256').update(text).digest('hex');
