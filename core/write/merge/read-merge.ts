import type { Result } from '../../diagnostic.ts';
import { EMPTY_LEDGER, type Ledger, parseLedger } from '../../plan/ledger.ts';
import type { Merge, MergeSide } from '../../plan/merge/merge-side.ts';
import { LEDGER_PATH, OUTPUT_PATTERNS } from '../../plan/safe-path.ts';
import { readLedger } from '../read-ledger.ts';
import { findTheirs } from './find-theirs.ts';
import { changedBelow, indexBelow, unmergedBelow } from './git-index.ts';
import { type Difference, differenceOf, digestsOf, textOf } from './git-objects.ts';
import { readMarked } from './read-marked.ts';

/**
 * What Git left to do where generated files can be: after a merge, a rebase, a pick, a revert or a stash that stopped, or after somebody took
 * files with conflict markers for settled. Undefined when there is nothing of that. Fails on a side whose ledger is none.
 */
export function readMerge(root: string): Result<Merge | undefined> {
  const unmerged = unmergedBelow(root, OUTPUT_PATTERNS);
  if (!unmerged) return readMarked(root);
  const ledger = unmerged.get(LEDGER_PATH);
  const theirs = findTheirs(root, ledger?.[3]);
  if (unmerged.size === 0 && theirs === undefined) return readMarked(root);

  const difference: Difference = theirs === undefined ? new Map() : differenceOf(root, 'HEAD', theirs, OUTPUT_PATTERNS);
  const ids = [...[...difference.values()].flat(), ...[...unmerged.values()].flatMap((stages) => Object.values(stages))];
  const digests = digestsOf(
    root,
    ids.filter((id) => id !== undefined),
  );
  const sideOf = (stage: 1 | 2 | 3, commit: string | undefined, idAt: (path: string) => string | undefined): Result<MergeSide> => {
    const read = ledgerOf(root, ledger ? ledger[stage] : commit && `${commit}:./${LEDGER_PATH}`);
    if (!read.ok) return read;
    const files = new Map<string, string>();
    for (const path of new Set([...difference.keys(), ...unmerged.keys()])) {
      const digest = digests.get(idAt(path) ?? unmerged.get(path)?.[stage] ?? '');
      if (digest !== undefined && path !== LEDGER_PATH) files.set(path, digest);
    }
    return { ok: true, value: { ledger: read.value, files }, warnings: [] };
  };
  const base = sideOf(1, undefined, () => undefined);
  const ours = sideOf(2, 'HEAD', (path) => difference.get(path)?.[0]);
  const others = sideOf(3, theirs, (path) => difference.get(path)?.[1]);
  if (!base.ok) return base;
  if (!ours.ok) return ours;
  if (!others.ok) return others;
  const left = new Set([...unmerged.keys()].filter((path) => path !== LEDGER_PATH));
  const joined = joinedOf(root, difference);
  const onDisk = ledger ? undefined : readLedger(root);
  const settled = onDisk?.ok ? onDisk.value.ledger : undefined;
  return { ok: true, value: { base: base.value, ours: ours.value, theirs: others.value, settled, unmerged: left, joined }, warnings: [] };
}

/** The ledger of one side; a side without one generated nothing. */
function ledgerOf(root: string, object: string | undefined): Result<Ledger> {
  const text = object === undefined ? undefined : textOf(root, object);
  return text === undefined ? { ok: true, value: EMPTY_LEDGER, warnings: [] } : parseLedger(text);
}

/** Paths whose text in the index is of neither side, and on disk as Git left it. */
function joinedOf(root: string, difference: Difference): ReadonlySet<string> {
  const index = indexBelow(root, OUTPUT_PATTERNS);
  const changed = changedBelow(root, OUTPUT_PATTERNS);
  const isJoined = (path: string) => {
    const id = index.get(path);
    return id !== undefined && path !== LEDGER_PATH && !changed.has(path) && !difference.get(path)?.includes(id);
  };
  return new Set([...difference.keys()].filter(isJoined));
}
