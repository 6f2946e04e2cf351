import { join } from 'node:path';
import type { CheckKinds } from '../check-kinds/check-kind.ts';
import type { Snapshot } from '../contract.ts';
import { readOwnFile, writeOwnFile } from '../write/own-file.ts';
import { type FileRead, readRegular } from '../write/regular-file.ts';
import { refuseUndeclared } from './refuse-undeclared.ts';
import { asSnapshot, snapshotSchema } from './snapshot-schema.ts';

/** Bytes; a larger file is not read. */
const SIZE_LIMIT = 32 * 1024 * 1024;

/** The snapshot, or why there is no usable one; the reason is a sentence for people. */
export type SnapshotReading = { readonly ok: true; readonly snapshot: Snapshot } | { readonly ok: false; readonly reason: string };

const PATH = '.rackbook/snapshot.json';

/** Where the snapshot of a repository lies. */
export const snapshotPath = (root: string): string => join(root, PATH);

/**
 * Takes the text of a snapshot file, which is untrusted input: never throws. Checks of a kind that is not among `kinds`, such as those
 * of a system that is gone, are left out, and their source says so.
 */
export function readSnapshot(text: string, kinds: CheckKinds): SnapshotReading {
  if (text.length > SIZE_LIMIT) return { ok: false, reason: 'The snapshot is too large to be from Rackbook.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'The snapshot is not valid JSON; perhaps its writing was interrupted.' };
  }
  const version = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (typeof version === 'string' && version !== 'rackbook/snapshot/2') {
    return { ok: false, reason: 'The snapshot was written by another version of Rackbook; take a new one with `npm run status`.' };
  }
  const parsed = snapshotSchema.safeParse(value);
  if (parsed.success) return { ok: true, snapshot: refuseUndeclared(asSnapshot(parsed.data), kinds, leftOut) };
  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join('.').slice(0, 80);
  return { ok: false, reason: `The snapshot does not have the expected shape${where ? ` at ${where}` : ''}.` };
}

const leftOut = (kinds: string): string => `The snapshot holds checks of a kind that nothing declares (${kinds}); they were left out.`;

/** {@link readSnapshot} of the repository's own file; a missing file is a reason too. Never throws. */
export function loadSnapshot(root: string, kinds: CheckKinds): SnapshotReading {
  return judgeFile(() => readOwnFile(root, PATH, SIZE_LIMIT), kinds);
}

/** {@link loadSnapshot} of a file that somebody names. */
export function loadSnapshotAt(file: string, kinds: CheckKinds): SnapshotReading {
  return judgeFile(() => readRegular(file, SIZE_LIMIT), kinds);
}

function judgeFile(read: () => FileRead, kinds: CheckKinds): SnapshotReading {
  try {
    const found = read();
    if (found.kind === 'missing') return { ok: false, reason: 'No snapshot has been taken yet.' };
    if (found.kind === 'refused') return { ok: false, reason: `The snapshot is not read: it ${found.why}.` };
    return readSnapshot(found.bytes.toString('utf8'), kinds);
  } catch {
    return { ok: false, reason: 'The snapshot cannot be read.' };
  }
}

/** Writes it whole or not at all; a reader never sees half of it. Throws errors of the disk. */
export function writeSnapshot(root: string, snapshot: Snapshot): void {
  writeOwnFile(root, PATH, `${JSON.stringify(snapshot, null, 2)}\n`);
}
