import { firewallOf } from '../../core/facts/network/firewall.ts';
import { zoneId } from '../../core/facts/network/flow.ts';
import { matrixOf } from '../../core/facts/network/matrix.ts';
import { routesOf } from '../../core/facts/routes.ts';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import { loadLab } from '../../core/load.ts';
import { readLedgerAlone } from '../../core/write/read-ledger.ts';
import { filesOnDisk } from '../../proofs/files/file-source.ts';
import { type Reads, recordFiles } from '../../proofs/files/recorded-files.ts';
import { commandDigest } from '../../proofs/record/command-digest.ts';
import type { ProofRecord } from '../../proofs/record/record.ts';
import { systems } from '../../registry/systems.gen.ts';
import { REFERENCE } from '../labs/labs.ts';
import { reference } from './reference-root.ts';

/** What a server may answer to break out of a page. */
const HOSTILE = '</td><img src=x onerror=alert(3)><script>alert(4)</script>';

/** What a proof that took this folder would have read; `earlier` has its first file otherwise. */
function readsOf(folder: string, earlier: boolean): Pick<ProofRecord, 'read' | 'folders'> {
  const ledger = readLedgerAlone(reference.root);
  if (!ledger.ok) throw new Error('The reference lab has no ledger.');
  const files = recordFiles(filesOnDisk(reference.root, ledger.value));
  files.all(folder);
  const { read, folders }: Reads = files.reads();
  return { read: read.map((file, index) => (earlier && index === 0 ? { ...file, sha256: 'a'.repeat(64) } : file)), folders: [...folders] };
}

interface ProofOptions {
  /** Of other files than today's. */
  readonly earlier?: boolean;
  /** Hostname of which a check fails. */
  readonly failing?: string;
}

/** A run of the reference lab's ingress that asked every hostname twice, and got hostile answers. */
export async function makeUpProof({ earlier = false, failing }: ProofOptions = {}): Promise<ProofRecord> {
  const lab = await loadLab(REFERENCE, systems);
  if (!lab.ok) throw new Error('The reference inventory has mistakes.');
  const checks = routesOf(lab.value.model).flatMap(({ service, exposure: { hostname } }) =>
    ['no login', 'with a login'].map((what) => ({
      subject: service.subject,
      name: `${hostname} from home: ${what}`,
      ok: hostname !== failing || what !== 'no login',
      detail: HOSTILE,
    })),
  );
  return {
    schema: 'rackbook/proof/2',
    id: 'ingress',
    takenAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    ...readsOf('infra/compose', earlier),
    ok: failing === undefined,
    tools: [{ name: 'traefik', version: '3.6.24' }],
    seconds: 41,
    checks,
  };
}

interface NetworkProofOptions {
  readonly earlier?: boolean;
  /** Pair of zones whose check fails: `apps → dmz`. */
  readonly failing?: string;
}

/** A run of the reference lab's firewall that tried every pair of zones and every rule. */
export async function makeUpNetworkProof({ earlier = false, failing }: NetworkProofOptions = {}): Promise<ProofRecord> {
  const lab = await loadLab(REFERENCE, systems);
  if (!lab.ok) throw new Error('The reference inventory has mistakes.');
  const { model } = lab.value;
  const pairs = matrixOf(model)
    .flat()
    .filter(({ state }) => state === 'open' || state === 'closed')
    .map(({ from, to }) => ({ subject: typeof from === 'string' ? 'lab:lab' : from.subject, pair: `${zoneId(from)} → ${zoneId(to)}` }));
  const flows = [...new Set(firewallOf(model).rules.map(({ flow }) => flow))];
  return {
    schema: 'rackbook/proof/2',
    id: 'network',
    takenAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    ...readsOf('infra/nftables/router', earlier),
    ok: failing === undefined,
    tools: [{ name: 'nftables', version: '1.1.7' }],
    seconds: 2,
    figures: { pairs: pairs.length, allowed: 299, denied: 13_351 },
    checks: [
      ...pairs.map(({ subject, pair }) => ({ subject, name: `${pair}: packets`, ok: pair !== failing, detail: HOSTILE })),
      ...flows.map(({ id, from }) => ({
        subject: typeof from.zone === 'string' ? 'lab:lab' : from.zone.subject,
        name: `flow ${id}: counted`,
        ok: true,
        detail: '4 packets',
      })),
    ],
  };
}

interface BackupProofOptions {
  readonly earlier?: boolean;
  /** Runbook with a command that failed. */
  readonly failing?: string;
  /** Runbook that was run when its commands were others. */
  readonly changed?: string;
  /** Runbook that took longer than promised. */
  readonly slow?: string;
}

/** A run of every command of every runbook that can be run. */
export async function makeUpBackupProof({ earlier = false, failing, changed, slow }: BackupProofOptions = {}): Promise<ProofRecord> {
  const lab = await loadLab(REFERENCE, systems);
  if (!lab.ok) throw new Error('The reference inventory has mistakes.');
  const runbooks = runbooksOf(lab.value.model);
  const runs = runbooks.flatMap(({ id, steps }) =>
    steps
      .filter(({ notRun }) => notRun === undefined)
      .flatMap(({ id: step, run, undo }, index) =>
        [run, undo?.run]
          .filter((command) => command !== undefined)
          .map((command) => ({
            runbook: id,
            step,
            command: commandDigest(id === changed ? `${command} ` : command),
            ok: id !== failing || index > 0,
            seconds: 1.5,
            detail: HOSTILE,
          })),
      ),
  );
  return {
    schema: 'rackbook/proof/2',
    id: 'backup',
    takenAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    ...readsOf('infra/restic', earlier),
    ok: failing === undefined,
    tools: [{ name: 'restic', version: '0.18.1' }],
    seconds: 95,
    checks: [{ subject: 'repository:restic-usb', name: 'a flipped byte', ok: failing === undefined, detail: HOSTILE }],
    backup: {
      runs,
      recoveries: runbooks.flatMap(({ id, rto }) =>
        rto === undefined ? [] : [{ runbook: id, seconds: id === slow ? rto + 1 : 130, rtoSeconds: rto, bytes: 12_345_678 }],
      ),
    },
  };
}
