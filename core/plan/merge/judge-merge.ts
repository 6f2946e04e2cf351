import type { Ledger, LedgerEntry } from '../ledger.ts';
import { isReleased, joinedLedger, ownedIn } from './joined-ledger.ts';
import { type Merge, type MergeSide, SIDES, type SideName } from './merge-side.ts';

/** Whose each file of a merge is. */
export interface MergeJudgement {
  /** For the plan, in place of the ledger on disk, which Git may have cut up. */
  readonly ledger: Ledger;
  readonly pending: readonly Ledger[];
  /** Paths that hold a mixture of what the two sides generated: to be written anew, with a copy kept. */
  readonly mixed: ReadonlySet<string>;
  /** Paths that a side changed by hand, which has to be settled by a person, with who did. */
  readonly handEdited: ReadonlyMap<string, readonly SideName[]>;
  /** Unmerged paths that one side alone took over: what it has there stays. */
  readonly taken: ReadonlyMap<string, SideName>;
  /** Unmerged paths that are the user's on both sides. */
  readonly foreign: ReadonlySet<string>;
}

/**
 * Tells what a merge did to generated files from what people did. Pure. A file is ours when every side that has it has it as its own ledger
 * says; then Git's mixture of the two is ours as well.
 */
export function judgeMerge(merge: Merge): MergeJudgement {
  const ledger = new Map([...joinedLedger(merge), ...(merge.settled ?? [])]);
  const mixed = new Set<string>();
  const handEdited = new Map<string, readonly SideName[]>();
  const taken = new Map<string, SideName>();
  const foreign = new Set<string>();
  const known = contentsOf(merge);

  for (const path of new Set([...merge.unmerged, ...merge.joined, ...merge.ours.files.keys(), ...merge.theirs.files.keys()])) {
    const entry = ledger.get(path);
    if (entry && 'released' in entry) {
      if (!merge.unmerged.has(path)) continue;
      const [owner, ...others] = SIDES.filter((side) => isReleased(merge[side].ledger, path) && merge[side].files.has(path));
      if (owner && others.length === 0) taken.set(path, owner);
      else foreign.add(path);
      continue;
    }
    if (entry) {
      const editors = SIDES.filter((side) => isEdited(merge[side], path, known));
      if (editors.length > 0) handEdited.set(path, editors);
      else if (merge.unmerged.has(path) || merge.joined.has(path)) mixed.add(path);
      continue;
    }
    if (!merge.unmerged.has(path)) continue;
    // Git moves a file where it takes a folder as renamed, and beside a folder of the same name.
    const moved = movedFrom(merge, path, known);
    if (!moved) {
      foreign.add(path);
      continue;
    }
    ledger.set(path, moved);
    mixed.add(path);
  }
  const pending = [merge.ours.ledger, merge.theirs.ledger].map(ownedIn);
  return { ledger, pending, mixed, handEdited, taken, foreign };
}

/**
 * Whether a side has other bytes than it generated there; a file of its own at a path that only the other side generates counts too. What it
 * generated elsewhere was moved here by Git, which takes a file as renamed that the other side generates at another path.
 */
function isEdited({ files, ledger }: MergeSide, path: string, known: ReadonlyMap<string, LedgerEntry>): boolean {
  const digest = files.get(path);
  const entry = ledger.get(path);
  if (digest === undefined || (entry && 'released' in entry)) return false;
  return entry ? entry.sha256 !== digest : !known.has(digest);
}

function contentsOf({ ours, theirs, base }: Merge): ReadonlyMap<string, LedgerEntry> {
  const owned = [base, ours, theirs].flatMap(({ ledger }) => [...ownedIn(ledger).values()]);
  return new Map(owned.flatMap((entry) => ('sha256' in entry ? [[entry.sha256, entry] as const] : [])));
}

/** What was generated elsewhere, when every version at this path was. */
function movedFrom({ base, ours, theirs }: Merge, path: string, known: ReadonlyMap<string, LedgerEntry>): LedgerEntry | undefined {
  const versions = [base, ours, theirs].flatMap(({ files }) => files.get(path) ?? []);
  const entries = versions.flatMap((digest) => known.get(digest) ?? []);
  return entries.length === versions.length ? entries[0] : undefined;
}
