import { openArchive } from '../../../lib/archive/archive.ts';
import type { ArchivedFile } from '../../../lib/archive/entry.ts';
import { plainSecretHint, SECRET_HINT } from '../../check/secret-hints.ts';
import type { Excuse } from '../../check/secret-mark.ts';
import { secretsInCompanion } from '../../check/secrets-in-companion.ts';
import { isBinary, type SecretInFile, secretsInBytes } from '../../check/secrets-in-files.ts';
import { decodeFile, roughText } from '../../parse/decode-file.ts';
import type { SourceFile } from '../../parse/source-file.ts';
import { type Reading, startOf } from './reading.ts';

type Found = Pick<SecretInFile, 'kind' | 'what'> & Partial<Pick<SecretInFile, 'line' | 'mark'>>;

/** Who packs a project with its settings gets one message a setting; more say nothing new. */
const SHOWN = 20;
const SHOWN_CLOSED = 3;

/**
 * Says which secrets were packed into an archive that goes to the machine beside the project, and what of it nobody could look at.
 *
 * @returns whether it is an archive that was opened: then its own bytes say nothing more
 */
export function reportSecretsInArchive(file: SourceFile, reading: Reading): boolean {
  const { path } = file;
  const opened = openArchive(file.bytes ?? Buffer.from(file.text), path);
  if (!opened) return false;
  const excuse = reading.excuses.of(path, reading.id);
  // All are looked at, so that each excuse is known to be needed.
  const found = opened.files.flatMap((each) => foundIn(each, excuse).map((one) => ({ ...one, in: `${path}!${shown(each.name)}` })));
  for (const each of found.slice(0, SHOWN)) report(each, path, reading);
  reportClosed(path, opened.closed, reading);
  return opened.files.length > 0;
}

function foundIn({ name, bytes }: ArchivedFile, excuse: Excuse): readonly Found[] {
  const text = roughText(decodeFile(bytes, name));
  const key = secretsInBytes(bytes, text);
  const first: readonly Found[] = key === undefined ? [] : [{ kind: 'secret', what: key }];
  return isBinary(text) ? first : [...first, ...secretsInCompanion(text, name, excuse)];
}

function report({ in: place, line, kind, what, mark }: Found & { readonly in: string }, path: string, { id, report }: Reading): void {
  const where = line === undefined ? place : `Line ${line} of ${place}`;
  const instead = mark === undefined ? SECRET_HINT : plainSecretHint(mark, `services.${id}`);
  const hint = `${instead} Or put the whole archive on the machine, and name it by its absolute path.`;
  if (kind === 'default')
    report('secret-default', startOf(path), `${where} sets ${what} to a placeholder or a published default.`, {
      hint,
      severity: 'warning',
    });
  else report('secret-literal', startOf(path), `${where} looks like ${what}. Git is no place for secrets.`, { hint });
}

function reportClosed(path: string, closed: readonly string[], { report }: Reading): void {
  if (closed.length === 0) return;
  const more = closed.length > SHOWN_CLOSED ? `, and ${closed.length - SHOWN_CLOSED} more like it` : '';
  report(
    'file-unreadable',
    startOf(path),
    `${path} goes to the machine without being searched for secrets: ${closed.slice(0, SHOWN_CLOSED).map(shown).join(', ')}${more}.`,
    {
      hint: 'See to it that it holds none. As a folder, it is searched; under its absolute path on the machine, it is not in Git.',
      severity: 'warning',
    },
  );
}

/** A name in an archive is anybody's. */
const LONGEST_NAME = 200;
const shown = (name: string): string => name.replace(/[^\x20-\x7e\u00a1-\uffff]/g, '?').slice(0, LONGEST_NAME);
