import { sha256 } from '../../plan/plan.ts';
import { askGit, partsOf } from './git.ts';

/** The text of an object: an id, or `<commit>:./<path>` relative to `root`. */
export function textOf(root: string, object: string): string | undefined {
  return askGit(root, ['cat-file', 'blob', object])?.toString('utf8');
}

/** SHA-256 of the bytes of each object. */
export function digestsOf(root: string, ids: Iterable<string>): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, string>();
  if (wanted.length === 0) return found;
  const answer = askGit(root, ['cat-file', '--batch'], `${wanted.join('\n')}\n`) ?? Buffer.alloc(0);
  // Each is `<id> <type> <size>`, its bytes and a newline.
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf(10, at);
    const [id = '', , size = '0'] = answer.toString('utf8', at, end).split(' ');
    const bytes = answer.subarray(end + 1, end + 1 + Number(size));
    found.set(id, sha256(bytes));
    at = end + 1 + Number(size) + 1;
  }
  return found;
}

/** What two commits have at each path that differs between them: object ids, undefined where one has no file. */
export type Difference = ReadonlyMap<string, readonly [string | undefined, string | undefined]>;

export function differenceOf(root: string, one: string, other: string, patterns: readonly string[]): Difference {
  const parts = partsOf(askGit(root, ['diff-tree', '-r', '-z', '--relative', '--no-renames', one, other, '--', ...patterns]));
  const found = new Map<string, readonly [string | undefined, string | undefined]>();
  // `:<mode> <mode> <id> <id> <status>`, then the path.
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, , from = '', to = ''] = parts[at]?.split(' ') ?? [];
    found.set(parts[at + 1] ?? '', [objectId(from), objectId(to)]);
  }
  return found;
}

const objectId = (id: string): string | undefined => (/^0+$/.test(id) ? undefined : id);
