import { join } from 'node:path';
import { zoneId } from '../../core/facts/network/flow.ts';
import { matrixOf } from '../../core/facts/network/matrix.ts';
import { loadLab } from '../../core/load.ts';
import { ingressDigest, networkDigest } from '../../core/proofs/digest.ts';
import type { ProofRecord } from '../../core/proofs/record.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** What a server may answer to break out of a page. */
const HOSTILE = '</td><img src=x onerror=alert(3)><script>alert(4)</script>';

interface ProofOptions {
  /** Of other files than today's. */
  readonly earlier?: boolean;
  /** Hostname of which a check fails. */
  readonly failing?: string;
}

/** A run of the reference lab's ingress that asked every hostname twice, and got hostile answers. */
export async function makeUpProof({ earlier = false, failing }: ProofOptions = {}): Promise<ProofRecord> {
  const lab = await loadLab({ inventoryDir: join(ROOT, 'inventory') });
  if (!lab.ok) throw new Error('The reference inventory has mistakes.');
  const checks = lab.value.facts.routes.flatMap(({ service, exposure: { hostname } }) =>
    ['no login', 'with a login'].map((what) => ({
      subject: service.subject,
      name: `${hostname} from home: ${what}`,
      ok: hostname !== failing || what !== 'no login',
      detail: HOSTILE,
    })),
  );
  return {
    schema: 'rackbook/proof/1',
    id: 'ingress',
    takenAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    digest: earlier ? 'a'.repeat(64) : ingressDigest(ROOT),
    ok: failing === undefined,
    tools: [{ name: 'traefik', version: '3.6.24' }],
    durationMs: 41_000,
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
  const lab = await loadLab({ inventoryDir: join(ROOT, 'inventory') });
  if (!lab.ok) throw new Error('The reference inventory has mistakes.');
  const { model, facts } = lab.value;
  const pairs = matrixOf(model, facts)
    .flat()
    .filter(({ state }) => state === 'open' || state === 'closed')
    .map(({ from, to }) => ({ subject: typeof from === 'string' ? 'lab:lab' : from.subject, pair: `${zoneId(from)} → ${zoneId(to)}` }));
  const flows = [...new Set(facts.firewall.rules.map(({ flow }) => flow))];
  return {
    schema: 'rackbook/proof/1',
    id: 'network',
    takenAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    digest: earlier ? 'a'.repeat(64) : networkDigest(ROOT),
    ok: failing === undefined,
    tools: [{ name: 'nftables', version: '1.1.7' }],
    durationMs: 1_700,
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
