import { createHash } from 'node:crypto';
import type { Finding } from '../../lib/secrets/secret-in.ts';

/** Whether the inventory says that what has such a mark, and this value, is no secret. */
export type Excuse = (mark: string, value: string) => boolean;

/**
 * What a finding is called where the inventory says that it is no secret: `K8S_SECRET@1f3a`, its setting and 16 bits of a digest of both. So a
 * changed value is looked at again; and 16 bits say too little to try passwords with, since the mark stands in messages that logs keep.
 */
export function markOf({ name, value }: Pick<Finding, 'name' | 'value'>): string {
  const setting = name.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^-+|-+$/g, '') || 'text';
  return `${setting}@${createHash('sha256').update(`${name}\0${value}`).digest('hex').slice(0, 4)}`;
}

/** What is to be said of a text in which these were found: the first secret that has no excuse, else the first such default. */
export function worstOf(findings: Iterable<Finding>, excuse: Excuse | undefined): (Finding & { readonly mark: string }) | undefined {
  const all = [...findings];
  if (all.length === 0) return undefined;
  const marked = all.map((finding) => ({ ...finding, mark: markOf(finding) }));
  // One thing may be found in two ways: within an address, and as the value of what the address stands for.
  const excused = excuse === undefined ? [] : marked.filter(({ mark, value }) => excuse(mark, value)).map(({ value }) => value);
  const left = marked.filter(({ value }) => !excused.some((each) => value.includes(each) || each.includes(value)));
  return left.find(({ kind }) => kind === 'secret') ?? left[0];
}
