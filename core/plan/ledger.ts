import { once } from '../../lib/once.ts';
import type { Diagnostic, Result } from '../diagnostic.ts';
import type { SubjectId } from '../model/node.ts';
import { findPathClash, LEDGER_PATH, pathProblem } from './safe-path.ts';

/** Which files are ours: everything that the generator may overwrite or delete. Keys are paths below the repository. */
export type Ledger = ReadonlyMap<string, LedgerEntry>;

export type LedgerEntry = OwnedEntry | ReleasedEntry;

export interface OwnedEntry {
  /** Of the bytes as they were written, in hex. */
  readonly sha256: string;
  readonly generator: string;
  readonly about?: readonly SubjectId[] | undefined;
  /** Octal; absent for 644. */
  readonly mode?: '600' | '755' | undefined;
}

/** The user took this file over: it is neither written nor deleted. */
export interface ReleasedEntry {
  readonly released: true;
  readonly generator: string;
}

export const EMPTY_LEDGER: Ledger = new Map();
const SCHEMA = 'rackbook/ledger/1';

const HASH = /^[0-9a-f]{64}$/;
const GENERATOR = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SUBJECT = /^[a-z]+:[a-z0-9-]*$/;

/** Reads a ledger as what it is: a file from a checkout, which is untrusted input. One diagnostic, for its first fault. */
export function parseLedger(text: string, file = LEDGER_PATH): Result<Ledger> {
  if (/^(?:<{7}|>{7}) /m.test(text)) {
    return ledgerFault(
      file,
      'It has Git conflict markers.',
      'Run npm run gen -- --resolve, which takes both sides together and writes anew what they generated.',
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return ledgerFault(file, `It is not JSON: ${(error as Error).message}.`);
  }
  if (!isObject(json) || json['schema'] !== SCHEMA || !isObject(json['files']) || Object.keys(json).length !== 2)
    return ledgerFault(file, `It is not a ledger of the schema ${SCHEMA}.`);

  const ledger = new Map<string, LedgerEntry>();
  for (const [path, value] of Object.entries(json['files'])) {
    const problem = pathProblem(path);
    if (problem) return ledgerFault(file, `It claims ${JSON.stringify(path)}, which ${problem}.`);
    if (!isEntry(value)) return ledgerFault(file, `Its entry for ${JSON.stringify(path)} is not a ledger entry.`);
    ledger.set(path, value);
  }
  const clash = findPathClash(ledger.keys());
  if (clash)
    return ledgerFault(file, `It claims both ${JSON.stringify(clash.path)} and ${JSON.stringify(clash.other)}, which cannot both exist.`);
  return { ok: true, value: ledger, warnings: [] };
}

/** By hand, as a lab has thousands of entries and every run reads them all. */
function isEntry(value: unknown): value is LedgerEntry {
  if (!isObject(value)) return false;
  const { generator, released, sha256, mode, about } = value;
  if (typeof generator !== 'string' || !GENERATOR.test(generator)) return false;
  if (released !== undefined) return released === true && Object.keys(value).length === 2;
  if (typeof sha256 !== 'string' || !HASH.test(sha256)) return false;
  if (mode !== undefined && mode !== '600' && mode !== '755') return false;
  if (about !== undefined && !(Array.isArray(about) && about.every((each) => typeof each === 'string' && SUBJECT.test(each)))) return false;
  return Object.keys(value).length === 2 + (mode === undefined ? 0 : 1) + (about === undefined ? 0 : 1);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line a file, sorted, so that a change of one file changes one line. */
export const serializeLedger = once((ledger: Ledger): string => {
  const lines = [...ledger.keys()].sort().map((path) => `    ${JSON.stringify(path)}: ${JSON.stringify(ordered(ledger.get(path)!))}`);
  const files = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
  return `{\n  "schema": ${JSON.stringify(SCHEMA)},\n  "files": ${files}\n}\n`;
});

function ordered(entry: LedgerEntry): object {
  if ('released' in entry) return { released: true, generator: entry.generator };
  const { generator, mode, sha256, about } = entry;
  return { generator, ...(mode && { mode }), sha256, ...(about?.length && { about: sorted(about) }) };
}

/** Whether two ledgers are written as the same text. */
export function isSameLedger(one: Ledger, other: Ledger): boolean {
  return one.size === other.size && [...one].every(([path, entry]) => isSameEntry(entry, other.get(path)));
}

function isSameEntry(one: LedgerEntry, other: LedgerEntry | undefined): boolean {
  if (other === undefined || one.generator !== other.generator) return false;
  if ('released' in one || 'released' in other) return 'released' in one && 'released' in other;
  const { about = [] } = one;
  const { about: others = [] } = other;
  if (one.sha256 !== other.sha256 || one.mode !== other.mode) return false;
  return isSameList(about, others) || isSameList(sorted(about), sorted(others));
}

function isSameList(one: readonly SubjectId[], other: readonly SubjectId[]): boolean {
  return one.length === other.length && one.every((subject, index) => subject === other[index]);
}

/** Most entries are about one thing. */
function sorted(about: readonly SubjectId[]): readonly SubjectId[] {
  return about.length < 2 ? about : [...about].sort();
}

/** Says that a ledger cannot be trusted; `what` is a sentence that says why. */
export function ledgerFault(
  file: string,
  what: string,
  hint = `Restore it from Git, or delete it and run gen: files whose content is as generated become owned again.`,
): Result<Ledger> {
  const at = { file, line: 1, col: 1, endLine: 1, endCol: 1 };
  const diagnostic: Diagnostic = {
    code: 'file-unreadable',
    severity: 'error',
    message: `The ledger ${file} cannot be trusted. ${what}`,
    at,
    hint,
  };
  return { ok: false, diagnostics: [diagnostic] };
}
