import { z } from 'zod';
import { REVISION } from '../../../core/collect/snapshot-schema.ts';
import type { RepositoryFiles } from '../../../core/contract.ts';

/** Bytes; a machine of a hundred services has about 20,000. */
const LIMIT = 1024 * 1024;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const entry = z.strictObject({
  commit: z.string().regex(REVISION).nullable(),
  at: z.iso.datetime({ offset: false }).nullable(),
  whole: z.boolean(),
  // Records of earlier collections have none.
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
});

const record = z.strictObject({
  schema: z.literal('rackbook/deployed/1'),
  machine: z.string().regex(NAME),
  deployed: z.record(z.string().max(100).regex(NAME), entry).refine((all) => Object.keys(all).length <= 5000, 'has too many entries'),
});

/** What a machine remembers of one thing that was deployed to it. */
export type DeployedEntry = z.infer<typeof entry>;

export type DeployedRecord =
  | { readonly kind: 'read'; readonly deployed: ReadonlyMap<string, DeployedEntry> }
  /** Nobody has written one. */
  | { readonly kind: 'missing' }
  /** `why` is a sentence. */
  | { readonly kind: 'refused'; readonly why: string };

/** Where the role `record` leaves what it has learned of a machine. */
export const recordPath = (machine: string): string => `.rackbook/deployed/${machine}.json`;

/** Reads what a playbook has left of a machine; untrusted input, as anybody may have written it. */
export function readRecord(repository: RepositoryFiles, machine: string): DeployedRecord {
  const path = recordPath(machine);
  const found = readFile(repository, path);
  if (found.kind === 'missing') return found;
  if (found.kind === 'refused') return { kind: 'refused', why: `${path} ${found.why}.` };
  const parsed = record.safeParse(jsonOf(new TextDecoder().decode(found.bytes)));
  if (!parsed.success) return { kind: 'refused', why: `${path} is no record of the schema rackbook/deployed/1.` };
  if (parsed.data.machine !== machine) return { kind: 'refused', why: `${path} is the record of another machine.` };
  return { kind: 'read', deployed: new Map(Object.entries(parsed.data.deployed)) };
}

function readFile(repository: RepositoryFiles, path: string): ReturnType<RepositoryFiles['ownFile']> {
  try {
    return repository.ownFile(path, LIMIT);
  } catch {
    return { kind: 'refused', why: 'cannot be read' };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
