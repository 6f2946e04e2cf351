import { hash } from 'node:crypto';
import type { SubjectId } from '../model/node.ts';
import { type Change, type DiskState, type Plan, type WantedFile, written } from './change.ts';
import { isSameLedger, type Ledger, type LedgerEntry } from './ledger.ts';
import { findPathClash, pathProblem } from './safe-path.ts';

export interface PlanInput {
  /** Everything that the generators want. An unsafe path or a clash is a bug of a generator, and thrown. */
  readonly files: readonly WantedFile[];
  /** State of every path of {@link pathsToRead}; a path that is not there counts as missing. */
  readonly disk: ReadonlyMap<string, DiskState>;
  readonly ledger: Ledger;
  /** The ledgers that interrupted runs were about to write; what they wrote is ours as well. */
  readonly pending?: readonly Ledger[] | undefined;
  /** Paths to overwrite (or delete) although they are hand-edited, foreign or released; a copy is kept. */
  readonly takeBack?: ReadonlySet<string> | undefined;
  /** Things that this run does without: what it has of them stays as it is. */
  readonly leftOut?: ReadonlySet<SubjectId> | undefined;
  /** Paths to leave to the user from now on. Wins over `takeBack`. */
  readonly release?: ReadonlySet<string> | undefined;
}

/** The paths whose disk state a plan needs. */
export function pathsToRead(input: Pick<PlanInput, 'files' | 'ledger' | 'pending'>): string[] {
  return [...new Set([...input.files.map((file) => file.path), ...ownedPaths(input)])].sort();
}

function ownedPaths({ ledger, pending = [] }: Pick<PlanInput, 'ledger' | 'pending'>): ReadonlySet<string> {
  return new Set([ledger, ...pending].flatMap((each) => [...each.keys()]));
}

/** Compares what is wanted with the disk and the ledger. Pure; decides everything that `core/write/apply.ts` then does. */
export function plan(input: PlanInput): Plan {
  const wanted = new Map(input.files.map((file) => [file.path, file]));
  // A ledger is judged when it is read, and what is among its paths is as good as they are.
  if (wanted.size < input.files.length || input.files.some(({ path }) => !input.ledger.has(path))) checkPaths(input.files);
  const changes: Change[] = [];
  const ledger = new Map<string, LedgerEntry>();
  const forgotten: string[] = [];
  const used = new Set<string>();

  const leaving = [...ownedPaths(input)].filter((path) => !wanted.has(path)).sort();
  for (const path of leaving) {
    const owned = ownership(input, path)!;
    const before = ofLeftOut(input, path);
    if (before) {
      changes.push({ kind: 'keep', path, generator: owned.generator, because: 'left out' });
      ledger.set(path, before);
      continue;
    }
    const change = withoutFile(input, path, owned, used);
    if (change) changes.push(change);
    else if (!owned.released) forgotten.push(path);
    if (change?.kind === 'keep') ledger.set(path, { released: true, generator: owned.generator });
  }

  const deleted = new Set(changes.filter((change) => change.kind === 'delete').map((change) => change.path));
  for (const file of input.files) {
    const digest = sha256(written(file));
    const change = withFile(input, file, digest, deleted, used);
    changes.push(change);
    ledger.set(
      file.path,
      change.kind === 'keep' && change.because === 'released' ? { released: true, generator: file.generator } : entryOf(file, digest),
    );
  }

  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  const unused = [...new Set([...(input.takeBack ?? []), ...(input.release ?? [])])].filter((path) => !used.has(path)).sort();
  return { changes, ledger, ledgerChanged: !isSameLedger(ledger, input.ledger), forgotten, unused };
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

/** The entry of a file about something that this run does without. */
function ofLeftOut({ leftOut, ledger }: PlanInput, path: string): LedgerEntry | undefined {
  const entry = ledger.get(path);
  return entry && 'about' in entry && entry.about?.some((subject) => leftOut?.has(subject)) ? entry : undefined;
}

/** What becomes of an owned path that is no longer generated. Undefined: nothing is there. */
function withoutFile(input: PlanInput, path: string, owned: Ownership, used: Set<string>): Change | undefined {
  const { generator } = owned;
  const disk = input.disk.get(path) ?? { kind: 'missing' };
  // Where a file stands in the folder's place, or a folder in the file's, the owned file is gone.
  if (disk.kind === 'missing' || disk.kind === 'folder' || (disk.kind === 'not-a-file' && disk.at !== path)) return undefined;
  const released = releases(input, path, owned, used);
  if (released) return { kind: 'keep', path, generator, because: 'released' };
  if (disk.kind !== 'file') return { kind: 'unsafe', path, generator, problem: disk.kind, at: disk.at };
  if (owned.hashes.has(disk.sha256)) return { kind: 'delete', path, generator, before: disk.sha256, backup: false };
  // An interrupted run may not have got as far as writing it.
  if (!owned.inLedger) return undefined;
  if (takesBack(input, path, used)) return { kind: 'delete', path, generator, before: disk.sha256, backup: true };
  return { kind: 'hand-edited', path, generator, disk: disk.sha256 };
}

function withFile(input: PlanInput, file: WantedFile, digest: string, deleted: ReadonlySet<string>, used: Set<string>): Change {
  const { path, generator } = file;
  const owned = ownership(input, path);
  if (releases(input, path, owned, used)) return { kind: 'keep', path, generator, because: 'released' };

  const disk = input.disk.get(path) ?? { kind: 'missing' };
  switch (disk.kind) {
    case 'missing':
      if (owned?.released) takesBack(input, path, used);
      return { kind: 'create', path, generator, file, because: owned?.inLedger ? 'deleted' : 'new' };
    case 'symlink':
      return { kind: 'unsafe', path, generator, problem: 'symlink', at: disk.at };
    case 'folder':
      // The files below it that are ours go first, and the folder with them.
      if (disk.files.every((below) => deleted.has(below))) return { kind: 'create', path, generator, file, because: 'new' };
      return { kind: 'unsafe', path, generator, problem: 'folder', at: path };
    case 'not-a-file':
      if (deleted.has(disk.at)) return { kind: 'create', path, generator, file, because: 'new' };
      return { kind: 'unsafe', path, generator, problem: 'not-a-file', at: disk.at };
    case 'file':
      return withBoth(input, file, digest, disk, owned, used);
    default:
      return unreachable(disk);
  }
}

function withBoth(
  input: PlanInput,
  file: WantedFile,
  digest: string,
  disk: DiskState & { kind: 'file' },
  owned: Ownership | undefined,
  used: Set<string>,
): Change {
  const { path, generator } = file;
  const same = disk.sha256 === digest;
  const sameExecutable = (disk.mode & 0o100) === (file.mode & 0o100);
  if (same && owned?.released) takesBack(input, path, used);
  if (same && sameExecutable) {
    // Git keeps the executable bit only, so a fresh clone has 644 for 600; that is put right without being stale.
    const tooOpen = (disk.mode & ~file.mode & 0o077) !== 0 && file.mode === 0o600;
    return { kind: 'keep', path, generator, because: owned?.inLedger ? 'same' : 'adopted', ...(tooOpen && { chmod: file.mode }) };
  }
  const ours = same || owned?.hashes.has(disk.sha256) === true;
  if (ours) return { kind: 'update', path, generator, file, before: disk.sha256, backup: false };
  if (takesBack(input, path, used)) return { kind: 'update', path, generator, file, before: disk.sha256, backup: true };
  return { kind: owned?.inLedger ? 'hand-edited' : 'foreign', path, generator, file, disk: disk.sha256 };
}

const NOTHING = sha256('');

interface Ownership {
  readonly generator: string;
  readonly released: boolean;
  /** False for what only an interrupted run was about to own. */
  readonly inLedger: boolean;
  /** Of everything that we may have written there. */
  readonly hashes: ReadonlySet<string>;
}

function ownership(input: PlanInput, path: string): Ownership | undefined {
  const entries: LedgerEntry[] = [];
  for (const ledger of [input.ledger, ...(input.pending ?? [])]) {
    const entry = ledger.get(path);
    if (entry) entries.push(entry);
  }
  const [first] = entries;
  if (!first) return undefined;
  const hashes = new Set(entries.flatMap((entry) => ('released' in entry ? [] : [entry.sha256])));
  // A power cut may have left nothing of what an interrupted run wrote, and nobody loses an empty file.
  if (input.pending?.some((ledger) => ledger.has(path))) hashes.add(NOTHING);
  return { generator: first.generator, released: entries.some((entry) => 'released' in entry), inLedger: input.ledger.has(path), hashes };
}

/** Whether the path is the user's: released now, or before and not taken back now. */
function releases(input: PlanInput, path: string, owned: Ownership | undefined, used: Set<string>): boolean {
  if (input.release?.has(path)) {
    used.add(path);
    return true;
  }
  return owned?.released === true && !input.takeBack?.has(path);
}

function takesBack(input: PlanInput, path: string, used: Set<string>): boolean {
  const asked = input.takeBack?.has(path) === true;
  if (asked) used.add(path);
  return asked;
}

function entryOf(file: WantedFile, digest: string): LedgerEntry {
  const mode = file.mode === 0o755 ? '755' : file.mode === 0o600 ? '600' : undefined;
  const about = file.about.length > 0 ? [...file.about].sort() : undefined;
  return { sha256: digest, generator: file.generator, ...(mode && { mode }), ...(about && { about }) };
}

function checkPaths(files: readonly WantedFile[]): void {
  for (const { path, generator } of files) {
    const problem = pathProblem(path);
    if (problem) throw new Error(`Generator ${generator} wants ${JSON.stringify(path)}, which ${problem}.`);
  }
  const clash = findPathClash(files.map((file) => file.path));
  if (clash) throw new Error(`Generated files clash (${clash.kind}): ${JSON.stringify(clash.path)} and ${JSON.stringify(clash.other)}.`);
}

function unreachable(value: never): never {
  throw new Error(`Unknown disk state ${JSON.stringify(value)}.`);
}
