import type { Generator } from '../../core/contract.ts';
import type { WantedFile } from '../../core/plan/change.ts';
import { btrbkChecker } from '../../generators/btrbk/check/btrbk.ts';
import { cloudflaredChecker } from '../../generators/cloudflared/check/cloudflared.ts';
import { configSchema } from '../../generators/cloudflared/files/config-schema.ts';
import { dockerDaemonChecker } from '../../generators/compose/check/docker-daemon.ts';
import { crowdsecChecker } from '../../generators/crowdsec/check/crowdsec.ts';
import { workerSchema } from '../../generators/crowdsec/files/worker-schema.ts';
import { mermaidChecker } from '../../generators/docs/check/mermaid.ts';
import { networkdChecker } from '../../generators/networkd/check/networkd.ts';
import { nftChecker } from '../../generators/nftables/check/nft-check.ts';
import { opnsenseChecker } from '../../generators/opnsense/check/opnsense.ts';
import { pbsDatastoresChecker } from '../../generators/pbs/check/pbs-datastores.ts';
import { ifupdown2Checker } from '../../generators/proxmox/check/ifupdown2.ts';
import { pveFirewallChecker } from '../../generators/proxmox/check/pve-firewall.ts';
import { resticListsChecker } from '../../generators/restic/check/restic-lists.ts';
import { sanoidChecker } from '../../generators/sanoid/check/sanoid.ts';
import { traefikChecker } from '../../generators/traefik/check/traefik.ts';
import { vzdumpJobsChecker } from '../../generators/vzdump/check/vzdump-jobs.ts';
import { isInstallable, isToolId, toolOf } from '../catalog.ts';
import { findTool, isMissing } from '../find.ts';
import type { Candidate, Checker, Verdict } from './checker.ts';
import { dnsmasqChecker, unboundChecker } from './name-server.ts';
import { ownSchemaChecker } from './own-schema.ts';
import { checkByProgram } from './program.ts';
import { systemdUnitChecker } from './systemd-unit.ts';

const CHECKERS: readonly Checker[] = [
  mermaidChecker,
  traefikChecker,
  cloudflaredChecker,
  crowdsecChecker,
  dockerDaemonChecker,
  nftChecker,
  systemdUnitChecker,
  resticListsChecker,
  btrbkChecker,
  sanoidChecker,
  networkdChecker,
  dnsmasqChecker,
  unboundChecker,
  ifupdown2Checker,
  pveFirewallChecker,
  opnsenseChecker,
  vzdumpJobsChecker,
  pbsDatastoresChecker,
  // The bouncer's own test takes any key; cloudflared cannot be installed everywhere, and takes misspelt keys.
  ownSchemaChecker('worker-bouncer', 'Worker bouncer', workerSchema),
  ownSchemaChecker('cloudflared-config', 'cloudflared', configSchema),
];

export interface VerifyRow {
  readonly path: string;
  /** Program and version: `docker-compose 2.26.1`. */
  readonly tool: string;
  /**
   * `unchecked`: no generator names a program for this file, which is a gap of ours. `elsewhere`: the program is missing as for `skipped`,
   * and `npm run tools` cannot bring it, so that this is no failure in CI either. `native`: a person's own text, passed on.
   */
  readonly verdict: 'taken' | 'refused' | 'skipped' | 'elsewhere' | 'native' | 'unchecked';
  readonly detail: string;
}

/** Gives every file of the chosen generators to the programs that they declare. Rows are sorted by path and tool. */
export async function verifyFiles(
  root: string,
  files: readonly WantedFile[],
  generators: readonly Generator[],
): Promise<readonly VerifyRow[]> {
  const rows: VerifyRow[] = [];
  const byTool = new Map<string, Candidate[]>();
  for (const { path, generator: id } of files) {
    const generator = generators.find((candidate) => candidate.id === id);
    if (!generator) continue;
    const matches = (generator.accept ?? []).filter(({ match }) => match.test(path));
    if (generator.native?.test(path)) rows.push({ path, tool: '', verdict: 'native', detail: 'text of the inventory, as it is' });
    else if (matches.length === 0) rows.push({ path, tool: '', verdict: 'unchecked', detail: `generators/${id} names no program for it` });
    for (const acceptance of matches) byTool.set(acceptance.tool, [...(byTool.get(acceptance.tool) ?? []), { path, acceptance }]);
  }
  for (const [tool, candidates] of byTool) rows.push(...(await ask(tool, candidates, root)));
  return rows.sort((a, b) => (`${a.path} ${a.tool}` < `${b.path} ${b.tool}` ? -1 : 1));
}

async function ask(tool: string, candidates: readonly Candidate[], root: string): Promise<VerifyRow[]> {
  const checker = CHECKERS.find(({ id }) => id === tool);
  const needs = checker ? checker.needs : tool;
  if (needs === undefined) return rowsOf(tool, await checker!.check(candidates, { root, argv: [] }));
  if (!isToolId(needs)) throw new Error(`A generator names the tool "${tool}", which tools/catalog.ts does not have`);
  const found = await findTool(needs);
  if (isMissing(found)) {
    const verdict = isInstallable(toolOf(needs)) ? 'skipped' : 'elsewhere';
    return candidates.map(({ path }) => ({ path, tool, verdict, detail: found.missing }));
  }
  const obstacle = await checker?.obstacle?.();
  if (obstacle !== undefined) return candidates.map(({ path }) => ({ path, tool, verdict: 'skipped', detail: obstacle }));
  const context = { root, argv: found.argv };
  const verdicts = checker ? await checker.check(candidates, context) : await checkByProgram(candidates, context);
  return rowsOf(`${tool} ${found.version}`, verdicts);
}

function rowsOf(tool: string, verdicts: readonly Verdict[]): VerifyRow[] {
  return verdicts.map(({ path, ok, detail }) => ({ path, tool, verdict: ok ? 'taken' : 'refused', detail }));
}
