import { resolve } from 'node:path';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { type Flow, type Zone, zoneId } from '../../core/facts/network/flow.ts';
import { EMPTY_LEDGER, type Ledger } from '../../core/plan/ledger.ts';
import type { Route } from '../../core/roles/route.ts';
import { readLedgerAlone } from '../../core/write/read-ledger.ts';
import { once } from '../../lib/once.ts';
import { changesSince, type FileChange } from '../../proofs/files/changes-since.ts';
import { filesOnDisk } from '../../proofs/files/file-source.ts';
import { proofPath, readProof } from '../../proofs/record/proof-file.ts';
import type { ProofCheck, ProofRecord } from '../../proofs/record/record.ts';
import { model, root } from './lab.ts';

export type { FileChange, ProofCheck, ProofRecord };

/** `earlier`: it was proven, or refuted, for other generated files than today's. */
export type ProofState = 'proven' | 'failed' | 'earlier' | 'none';

/** The last run of generated files with real programs; `none` comes without a record. */
export type ShownProof =
  | { readonly state: 'none'; readonly record?: undefined; readonly changes: readonly [] }
  /** `changes`: files that are no longer as they were read; only of `earlier`, and none there where a rule is new. */
  | { readonly state: 'proven' | 'failed' | 'earlier'; readonly record: ProofRecord; readonly changes: readonly FileChange[] };

/** What a proof says of one thing. */
export interface PartProof {
  readonly state: ProofState;
  readonly passed: number;
  readonly checks: number;
}

let ingress: ShownProof | undefined;
let network: ShownProof | undefined;
let backup: ShownProof | undefined;

/** Of the way of a request to an app. */
export function ingressProof(): ShownProof {
  ingress ??= judgeProof('ingress', process.env['RACKBOOK_PROOF']);
  return ingress;
}

/** Of the firewall between the networks. A rule that it does not know of makes it one of an earlier inventory. */
export function networkProof(): ShownProof {
  network ??= withEveryRule(judgeProof('network', process.env['RACKBOOK_NETWORK_PROOF']));
  return network;
}

/** Of the backups and the commands of the runbooks. */
export function backupProof(): ShownProof {
  backup ??= judgeProof('backup', process.env['RACKBOOK_BACKUP_PROOF']);
  return backup;
}

function withEveryRule(proof: ShownProof): ShownProof {
  if (proof.state !== 'proven') return proof;
  const { record } = proof;
  const tried = new Set(record.checks.map(({ name }) => name.split(': ')[0]));
  return firewallOf(model).rules.every(({ flow }) => tried.has(`flow ${flow.id}`)) ? proof : { state: 'earlier', record, changes: [] };
}

/** What the proof says of one hostname. Without its own check it is not proven, whatever the rest says. */
export const proofOf = ({ service, exposure }: Route): PartProof =>
  partOf(ingressProof(), checksBySubject, service.subject, ({ name }) => isAbout(name, exposure.hostname));

/** What it says of everything that goes from one zone to another. */
export const proofOfPair = (from: Zone, to: Zone): PartProof => partOf(networkProof(), checksByStart, `${zoneId(from)} → ${zoneId(to)}`);

/** What it says of one rule: whether it was the one that let its packets through. */
export const proofOfFlow = ({ id }: Flow): PartProof => partOf(networkProof(), checksByStart, `flow ${id}`);

const checksBySubject = once(({ checks }: ProofRecord) => Map.groupBy(checks, ({ subject }) => subject));
/** By what stands before the first colon of their names. */
const checksByStart = once(({ checks }: ProofRecord) => Map.groupBy(checks, ({ name }) => name.split(': ')[0] ?? ''));

function partOf<Key>(
  { state, record }: ShownProof,
  index: (record: ProofRecord) => ReadonlyMap<Key, readonly ProofCheck[]>,
  key: Key,
  isOf: (check: ProofCheck) => boolean = () => true,
): PartProof {
  const checks = (record ? (index(record).get(key) ?? []) : []).filter(isOf);
  const passed = checks.filter(({ ok }) => ok).length;
  if (checks.length === 0 || state === 'none' || state === 'earlier')
    return { state: checks.length === 0 ? 'none' : state, passed, checks: checks.length };
  return { state: passed === checks.length ? 'proven' : 'failed', passed, checks: checks.length };
}

function isAbout(check: string, hostname: string): boolean {
  return check.startsWith(hostname) && !/^[\w.-]/.test(check.slice(hostname.length));
}

let ledger: Ledger | undefined;

/** What gen wrote. With a ledger that cannot be read nothing is known to be ours, so no record is of what is there. */
function owned(): Ledger {
  if (ledger) return ledger;
  const read = readLedgerAlone(root);
  ledger = read.ok ? read.value : EMPTY_LEDGER;
  return ledger;
}

/** `elsewhere` is the path of a record in place of the lab's own. */
function judgeProof(id: string, elsewhere: string | undefined): ShownProof {
  const record = readProof(resolve(root, elsewhere ?? proofPath(root, id)), id);
  if (!record) return { state: 'none', changes: [] };
  const changes = changesSince(record, filesOnDisk(root, owned()));
  if (changes.length > 0) return { state: 'earlier', record, changes };
  // A record may say that it is well and hold a check that failed, or none at all.
  const passed = record.ok && record.checks.length > 0 && record.checks.every(({ ok }) => ok);
  return { state: passed ? 'proven' : 'failed', record, changes };
}
