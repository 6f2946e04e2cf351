import { stableText } from '../../formats/stable-text.ts';
import type { Decision } from '../contract.ts';

/** One decision for each thing at this depth of a file's value. What is less deep, or empty, is one itself. */
export function decisionsAt(value: unknown, depth: number, at: Decision['at'] = []): readonly Decision[] {
  const parts = at.length < depth && typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  if (parts.length > 0) return parts.flatMap(([key, part]) => decisionsAt(part, depth, [...at, key]));
  return at.length === 0 && isEmpty(value) ? [] : [{ id: at.join(' '), says: stableText(value), at }];
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || stableText(value) === '{}';
