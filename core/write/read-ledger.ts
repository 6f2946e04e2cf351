import fs from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../diagnostic.ts';
import { EMPTY_LEDGER, type Ledger, parseLedger } from '../plan/ledger.ts';
import { readNoFollow } from '../plan/read-disk.ts';
import { LEDGER_PATH } from '../plan/safe-path.ts';

/**
 * Holds the ledgers that runs were about to write, `1.json` and on. There is one while a run is at work; more are there only
 * after runs were interrupted, until the next one ends well.
 */
export const PENDING_FOLDER = '.rackbook/pending';

/** The ledger of a checkout and what interrupted runs left. A missing ledger is an empty one. */
export function readLedger(root: string): Result<{ readonly ledger: Ledger; readonly pending: readonly Ledger[] }> {
  const ledger = read(root, LEDGER_PATH);
  if (!ledger.ok) return ledger;
  const pending = readPending(root);
  return pending.ok ? { ok: true, value: { ledger: ledger.value, pending: pending.value }, warnings: [] } : pending;
}

/** What interrupted runs left. */
export function readPending(root: string): Result<readonly Ledger[]> {
  const pending: Ledger[] = [];
  for (const path of pendingPaths(root)) {
    const one = read(root, path);
    if (!one.ok) return one;
    pending.push(one.value);
  }
  return { ok: true, value: pending, warnings: [] };
}

export function pendingPaths(root: string): string[] {
  const folder = join(root, PENDING_FOLDER);
  if (!fs.lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const names = fs.readdirSync(folder).filter((name) => /^\d+\.json$/.test(name));
  return names.map((name) => `${PENDING_FOLDER}/${name}`).sort();
}

function read(root: string, path: string): Result<Ledger> {
  const file = join(root, path);
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return { ok: true, value: EMPTY_LEDGER, warnings: [] };
  // A symlink or folder is read as what it is not: as no ledger, with the same way out.
  return parseLedger(stat.isFile() ? readNoFollow(file).toString('utf8') : '', path);
}
