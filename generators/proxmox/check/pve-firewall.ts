import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { type FileKind, NOTHING_KNOWN, readFirewall } from './pve-firewall-file.ts';
import type { Known } from './pve-firewall-rule.ts';

const CLUSTER = 'cluster.fw';

/**
 * The firewall of Proxmox VE is in no registry that Rackbook installs from, and its own `pve-firewall compile` warns of a fault and goes on.
 * So its files are read here by the same grammar, and every fault is refused; beyond it, what would lock every client out or let every client in.
 * Not judged: what iptables makes of the rules, and whether a guest's interfaces have `firewall=1`.
 */
export const pveFirewallChecker: Checker = {
  id: 'pve-firewall',
  title: 'Proxmox VE firewall',
  ourReading: true,
  async check(files, { root }) {
    const clusters = new Map<string, Promise<Known>>();
    return Promise.all(
      files.map(async ({ path }): Promise<Judgement> => {
        const kind = kindOf(path);
        const folder = dirname(path);
        const cluster = kind === 'cluster' ? undefined : (clusters.get(folder) ?? definitions(root, folder));
        if (cluster) clusters.set(folder, cluster);
        const text = await readFile(join(root, path), 'utf8');
        const { faults, rules } = readFirewall(text, kind, (await cluster) ?? NOTHING_KNOWN);
        const [fault] = [...faults, ...policyFaults(text, kind)];
        return { path, ok: fault === undefined, detail: fault ?? `${rules} rule${rules === 1 ? '' : 's'}` };
      }),
    );
  },
};

function kindOf(path: string): FileKind {
  const name = basename(path);
  if (name === CLUSTER) return 'cluster';
  return name.endsWith('host.fw') ? 'host' : 'guest';
}

/** What the cluster's file beside it defines. */
async function definitions(root: string, folder: string): Promise<Known> {
  const text = await readFile(join(root, folder, CLUSTER), 'utf8').catch(() => '');
  return readFirewall(text, 'cluster', NOTHING_KNOWN).known;
}

/** What the format takes and no lab can want. */
function policyFaults(text: string, kind: FileKind): string[] {
  const has = (pattern: RegExp) => pattern.test(text);
  return [
    ...(has(/^enable: 1$/m) ? [] : ['it does not switch the firewall on']),
    ...(kind === 'host' || has(/^policy_in: DROP$/m) ? [] : ['it lets in what no rule names']),
    ...(kind !== 'cluster' || has(/^\[IPSET management\]\n\n[\da-f]/m)
      ? []
      : ['the set "management" is empty, which locks every client out']),
  ];
}
