import type { Ledger, LedgerEntry } from '../ledger.ts';
import type { Merge } from './merge-side.ts';

/** Everything that either side wrote is ours. A path that one of them released or took back since is what that one says. */
export function joinedLedger({ ours, theirs, base }: Merge): Ledger {
  const joined = new Map<string, LedgerEntry>();
  for (const path of new Set([...ours.ledger.keys(), ...theirs.ledger.keys()])) {
    const entries = [ours, theirs].flatMap(({ ledger }) => ledger.get(path) ?? []);
    const released = isReleased(base.ledger, path);
    const [changed] = entries.filter((entry) => isReleasedEntry(entry) !== released);
    const [first] = entries;
    const entry = changed ?? first;
    if (entry) joined.set(path, entry);
  }
  return joined;
}

export const isReleased = (ledger: Ledger, path: string): boolean => isReleasedEntry(ledger.get(path));

const isReleasedEntry = (entry: LedgerEntry | undefined): boolean => entry !== undefined && 'released' in entry;

/** A ledger without what is the user's. */
export const ownedIn = (ledger: Ledger): Ledger => new Map([...ledger].filter(([, entry]) => !isReleasedEntry(entry)));
