import { join } from 'node:path';
import type { Result } from '../../diagnostic.ts';
import { EMPTY_LEDGER, parseLedger } from '../../plan/ledger.ts';
import { hasConflictMarkers, sidesOf } from '../../plan/merge/conflict-markers.ts';
import { joinedLedger } from '../../plan/merge/joined-ledger.ts';
import type { Merge, MergeSide } from '../../plan/merge/merge-side.ts';
import { readDisk, readNoFollow } from '../../plan/read-disk.ts';
import { LEDGER_PATH } from '../../plan/safe-path.ts';

/** What is left of a merge when files with conflict markers were taken for settled. Nothing says any more who changed what. */
export function readMarked(root: string): Result<Merge | undefined> {
  const text = textAt(root, LEDGER_PATH);
  const sides: MergeSide[] = [];
  for (const side of text === undefined ? [] : sidesOf(text)) {
    const ledger = parseLedger(side);
    if (!ledger.ok) return ledger;
    sides.push({ ledger: ledger.value, files: new Map() });
  }
  const base: MergeSide = { ledger: EMPTY_LEDGER, files: new Map() };
  const [ours = base, theirs = base] = sides;
  const empty: Merge = { base, ours, theirs, unmerged: new Set(), joined: new Set() };
  const marked = [...joinedLedger(empty).keys()].filter((path) => hasConflictMarkers(textAt(root, path) ?? ''));
  const isWhole = text === undefined || !hasConflictMarkers(text);
  return { ok: true, value: isWhole && marked.length === 0 ? undefined : { ...empty, joined: new Set(marked) }, warnings: [] };
}

function textAt(root: string, path: string): string | undefined {
  const state = readDisk(root, [path]).get(path);
  return state?.kind === 'file' ? readNoFollow(join(root, path)).toString('utf8') : undefined;
}
