import type { InventoryText } from '../parse/read-inventory.ts';
import type { SourceFile } from '../parse/source-file.ts';
import type { Plan } from '../plan/change.ts';
import { serializeLedger } from '../plan/ledger.ts';
import { sha256 } from '../plan/plan.ts';
import { readDisk } from '../plan/read-disk.ts';
import { keepOwnFile, readOwnFile } from './own-file.ts';
import { readLedger } from './read-ledger.ts';

const PATH = '.rackbook/last-run.json';
/** Bytes; it has two digests. */
const SIZE_LIMIT = 4096;

/**
 * What a run depends on, as one hash: the texts of the inventory and its overrides, and the program itself. Undefined when a text could not be
 * read, since that is a mistake to report.
 */
export function inputsDigest(texts: readonly InventoryText[], program: string): string | undefined {
  if (texts.some(({ diagnostics }) => diagnostics.length > 0)) return undefined;
  return sha256(JSON.stringify([program, texts.map(({ files }) => files.map(partsOf))]));
}

function partsOf({ path, text, bytes, mode, unreadable }: SourceFile): readonly unknown[] {
  return [path, text, mode, unreadable, ...(bytes ? [sha256(bytes)] : [])];
}

/**
 * The plan of a run that would change nothing, found without parsing anything: the last run had the same inputs, the ledger is the one
 * that it left, and every file is on disk with the ledger's hash. Undefined when any of that is in doubt. Only for a plain `gen`: a check must
 * never rest on a note of its own making.
 */
export function unchangedPlan(root: string, digest: string): Plan | undefined {
  const note = readNote(root);
  if (note?.inputs !== digest) return undefined;
  const read = readLedger(root);
  if (!read.ok || read.value.pending.length > 0) return undefined;
  const { ledger } = read.value;
  if (note.ledger !== sha256(serializeLedger(ledger))) return undefined;
  const disk = readDisk(root, ledger.keys());
  const changes: Plan['changes'][number][] = [];
  for (const [path, entry] of ledger) {
    const state = disk.get(path);
    if ('released' in entry) {
      changes.push({ kind: 'keep', path, generator: entry.generator, because: 'released' });
      continue;
    }
    const executable = entry.mode === '755';
    if (state?.kind !== 'file' || state.sha256 !== entry.sha256 || ((state.mode & 0o100) !== 0) !== executable) return undefined;
    changes.push({ kind: 'keep', path, generator: entry.generator, because: 'same' });
  }
  return { changes, ledger, ledgerChanged: false, forgotten: [], unused: [] };
}

/** Notes what a run without warnings started from. Where that cannot be kept, the next run takes longer. */
export function noteRun(root: string, digest: string, plan: Plan): void {
  keepOwnFile(root, PATH, `${JSON.stringify({ inputs: digest, ledger: sha256(serializeLedger(plan.ledger)) })}\n`);
}

function readNote(root: string): { inputs: string; ledger: string } | undefined {
  try {
    const read = readOwnFile(root, PATH, SIZE_LIMIT);
    const note: unknown = read.kind === 'file' ? JSON.parse(read.bytes.toString('utf8')) : undefined;
    if (typeof note !== 'object' || note === null || !('inputs' in note) || !('ledger' in note)) return undefined;
    return typeof note.inputs === 'string' && typeof note.ledger === 'string' ? { inputs: note.inputs, ledger: note.ledger } : undefined;
  } catch {
    return undefined;
  }
}
