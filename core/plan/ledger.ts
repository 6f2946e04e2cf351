import { z } from 'zod';
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

const generator = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const subject = z.custom<SubjectId>((value) => typeof value === 'string' && /^[a-z]+:[a-z0-9-]*$/.test(value), 'is no subject');
/** Nearly every entry is of the first kind, and a branch that fails costs ten times one that holds. */
const entrySchema = z.union([
  z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    generator,
    about: z.array(subject).optional(),
    mode: z.enum(['600', '755']).optional(),
  }),
  z.strictObject({ released: z.literal(true), generator }),
]);
const fileSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  files: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
});

/** Reads a ledger as what it is: a file from a checkout, which is untrusted input. One diagnostic, for its first fault. */
export function parseLedger(text: string, file = LEDGER_PATH): Result<Ledger> {
  if (/^(?:<{7}|>{7}) /m.test(text)) {
    return fault(
      file,
      'It has Git conflict markers.',
      'Take either side whole, then run gen: files that the other side wrote are recognised by their content.',
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return fault(file, `It is not JSON: ${(error as Error).message}.`);
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return fault(file, `It is not a ledger of the schema ${SCHEMA}.`);

  const ledger = new Map<string, LedgerEntry>();
  for (const [path, value] of Object.entries(parsed.data.files)) {
    const problem = pathProblem(path);
    if (problem) return fault(file, `It claims ${JSON.stringify(path)}, which ${problem}.`);
    const entry = entrySchema.safeParse(value);
    if (!entry.success) return fault(file, `Its entry for ${JSON.stringify(path)} is not a ledger entry.`);
    ledger.set(path, entry.data);
  }
  const clash = findPathClash(ledger.keys());
  if (clash)
    return fault(file, `It claims both ${JSON.stringify(clash.path)} and ${JSON.stringify(clash.other)}, which cannot both exist.`);
  return { ok: true, value: ledger, warnings: [] };
}

/** One line a file, sorted, so that a change of one file changes one line. */
export function serializeLedger(ledger: Ledger): string {
  const lines = [...ledger.keys()].sort().map((path) => `    ${JSON.stringify(path)}: ${JSON.stringify(ordered(ledger.get(path)!))}`);
  const files = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
  return `{\n  "schema": ${JSON.stringify(SCHEMA)},\n  "files": ${files}\n}\n`;
}

function ordered(entry: LedgerEntry): object {
  if ('released' in entry) return { released: true, generator: entry.generator };
  const { generator, mode, sha256, about } = entry;
  return { generator, ...(mode && { mode }), sha256, ...(about?.length && { about: [...about].sort() }) };
}

function fault(
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
