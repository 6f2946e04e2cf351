import fs from 'node:fs';
import { join } from 'node:path';
import { type BlockedChange, blockedChanges, type DeleteChange, type Plan, type UpdateChange, written } from '../plan/change.ts';
import { serializeLedger } from '../plan/ledger.ts';
import { readDisk, readNoFollow } from '../plan/read-disk.ts';
import { LEDGER_PATH, OUTPUT_ROOTS, SHARED_FOLDERS } from '../plan/safe-path.ts';
import { Refusal } from '../refusal.ts';
import { flushToDisk } from './flush.ts';
import type { GenLock } from './gen-lock.ts';
import { PENDING_FOLDER, pendingPaths } from './read-ledger.ts';
import { Tree } from './tree.ts';
import { nodeFs, type WriterFs } from './writer-fs.ts';

export type Applied =
  | { readonly ok: true; readonly backups: readonly string[] }
  /** Nothing was written. */
  | { readonly ok: false; readonly blocked: readonly BlockedChange[] };

export interface ApplyOptions {
  readonly writerFs?: WriterFs | undefined;
  /** Called when all files are as planned, and the disk is asked to keep them. */
  readonly onFlush?: (() => void) | undefined;
}

/** Two runs at once, or an editor that saved at the wrong moment: stopped before that file was touched. */
export class ChangedMeanwhile extends Refusal {
  override readonly name = 'ChangedMeanwhile';
}

/** The disk failed while files were written. `done` of `total` are as they should be, and the rest is as it was; the next run finishes it. */
export class HalfApplied extends Error {
  override readonly name = 'HalfApplied';
  readonly done: number;
  readonly total: number;

  constructor(done: number, total: number, cause: unknown) {
    super(`${done} of ${total} files were written.`, { cause });
    this.done = done;
    this.total = total;
  }
}

/**
 * Brings the disk to where the plan says, or writes nothing at all when the user's work stands in the way. Order is what
 * makes a crash harmless: what we are about to own is noted, then files go, then files come, each in one rename, then the
 * disk has them, and the ledger is last. At any moment between, the next run sees either old files that it owns or new ones that it wanted.
 *
 * `lock` shows that the caller holds it since before the disk was read. Throws {@link ChangedMeanwhile}, {@link HalfApplied}
 * and, before anything was written, what `fs` throws.
 */
export async function applyPlan(root: string, plan: Plan, _lock: GenLock, options: ApplyOptions = {}): Promise<Applied> {
  const { writerFs = nodeFs, onFlush } = options;
  const blocked = blockedChanges(plan);
  if (blocked.length > 0) return { ok: false, blocked };
  const tree = new Tree(root, writerFs);
  const backups: string[] = [];
  if (endedWell(root)) tree.removeTemps([PENDING_FOLDER]);
  else {
    tree.removeTemps([...OUTPUT_ROOTS, '.rackbook']);
    tree.removeTempsIn(SHARED_FOLDERS);
  }
  if (hasWork(plan)) {
    await notePending(root, tree, plan);
    work(root, tree, plan, backups);
    onFlush?.();
    await flushToDisk(root, [...plan.changes.filter(({ kind }) => kind !== 'keep').map(({ path }) => path), ...backups]);
    await noteLedger(root, tree, plan);
  }
  for (const path of pendingPaths(root)) tree.unlink(path);
  return { ok: true, backups };
}

/** Whether the last run left nothing half-written: it takes away what it noted only when all is in place. Without its folder nobody knows. */
function endedWell(root: string): boolean {
  return fs.existsSync(join(root, PENDING_FOLDER)) && pendingPaths(root).length === 0;
}

/** On the disk before anything is changed, so that after a power cut the next run knows what this one was about to own. */
async function notePending(root: string, tree: Tree, plan: Plan): Promise<void> {
  const path = `${PENDING_FOLDER}/${pendingPaths(root).length + 1}.json`;
  tree.write(path, serializeLedger(plan.ledger), 0o644, { flush: true });
  await flushToDisk(root, [path]);
}

/** On the disk after all that it names, and before the note of what was pending goes. */
async function noteLedger(root: string, tree: Tree, plan: Plan): Promise<void> {
  if (!plan.ledgerChanged) return;
  tree.write(LEDGER_PATH, serializeLedger(plan.ledger), 0o644, { flush: true });
  await flushToDisk(root, [LEDGER_PATH]);
}

function work(root: string, tree: Tree, plan: Plan, backups: string[]): void {
  let done = 0;
  try {
    for (const _ of steps(root, tree, plan, backups)) done++;
  } catch (error) {
    // What has no code is no failure of the disk.
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new HalfApplied(done, plan.changes.filter(({ kind }) => kind !== 'keep').length, error);
  }
}

/** Changes the files of a plan one by one; each yield is one that is as it should be. */
function* steps(root: string, tree: Tree, plan: Plan, backups: string[]): Generator<void> {
  const gone = [...plan.forgotten];
  for (const change of plan.changes) {
    if (change.kind !== 'delete') continue;
    backUp(root, tree, change, backups);
    tree.unlink(change.path);
    gone.push(change.path);
    yield;
  }
  tree.removeEmptyFolders(gone);

  for (const change of plan.changes) {
    if (change.kind === 'keep' && change.chmod !== undefined) tree.chmod(change.path, change.chmod);
    if (change.kind !== 'create' && change.kind !== 'update') continue;
    if (change.kind === 'update') backUp(root, tree, change, backups);
    else requireFree(root, tree, change.path);
    tree.write(change.path, written(change.file), change.file.mode);
    yield;
  }
}

/** Where a copy of the user's work is kept; named by content, so that a second copy of it is the same file. */
export function backupPath(path: string, sha256: string): string {
  return `.rackbook/backup/${path}.${sha256.slice(0, 12)}`;
}

function hasWork(plan: Plan): boolean {
  return (
    plan.ledgerChanged || plan.forgotten.length > 0 || plan.changes.some((change) => change.kind !== 'keep' || change.chmod !== undefined)
  );
}

/** Checks that the file is as planned and, where asked, copies it away. */
function backUp(root: string, tree: Tree, change: UpdateChange | DeleteChange, backups: string[]): void {
  const state = readDisk(root, [change.path]).get(change.path);
  if (state?.kind !== 'file' || state.sha256 !== change.before) throw changed(change.path);
  if (!change.backup) return;
  const copy = backupPath(change.path, change.before);
  tree.write(copy, readNoFollow(join(root, change.path)), 0o600);
  backups.push(copy);
}

function requireFree(root: string, tree: Tree, path: string): void {
  const state = readDisk(root, [path]).get(path);
  if (state?.kind === 'folder' && state.files.length === 0) tree.removeEmptyTree(path);
  else if (state?.kind !== 'missing') throw changed(path);
}

function changed(path: string): ChangedMeanwhile {
  return new ChangedMeanwhile(`${path} changed while gen was running; it was left alone. Run gen again.`);
}
