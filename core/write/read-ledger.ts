import fs from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../diagnostic.ts';
import { EMPTY_LEDGER, type Ledger, ledgerFault, parseLedger } from '../plan/ledger.ts';
import { LEDGER_PATH } from '../plan/safe-path.ts';
import { readRegular } from './regular-file.ts';

/**
 * Holds the ledgers that runs were about to write, `1.json` and on. There is one while a run is at work; more are there only
 * after runs were interrupted, until the next one ends well.
 */
export const PENDING_FOLDER = '.rackbook/pending';

/** Bytes; twice the ledger of 10,000 services. Larger ones would be read for minutes. */
const SIZE_LIMIT = 24 * 1024 * 1024;

/** The ledger of a checkout and what interrupted runs left. A missing ledger is an empty one. */
export function readLedger(root: string): Result<{ readonly ledger: Ledger; readonly pending: readonly Ledger[] }> {
  const ledger = readLedgerAlone(root);
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

/** The ledger alone, without what interrupted runs left. */
export function readLedgerAlone(root: string): Result<Ledger> {
  return read(root, LEDGER_PATH);
}

function read(root: string, path: string): Result<Ledger> {
  // A link above it is judged with the files that would be written through it.
  const found = readRegular(join(root, path), SIZE_LIMIT);
  if (found.kind === 'missing') return { ok: true, value: EMPTY_LEDGER, warnings: [] };
  if (found.kind === 'refused') return ledgerFault(path, `It ${found.why}.`);
  return parseLedger(found.bytes.toString('utf8'), path);
}
