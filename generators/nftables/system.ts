import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { ROUTER, ROUTER_ROOT } from '../../core/deploy/deploy-machine.ts';
import { containerHostPolicies } from '../../core/facts/network/container-host-policy.ts';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { HEADER } from '../../core/files/header.ts';
import type { SubjectId } from '../../core/model/node.ts';
import type { Addition } from '../../core/overrides/addition.ts';
import { unitAddition } from '../../core/overrides/unit-addition.ts';
import { emitNft, type NftTable } from '../../formats/nft.ts';
import { dockerTable } from './files/docker-table.ts';
import { firewallUnit } from './files/firewall-unit.ts';
import { routerTable } from './files/router-table.ts';
import { firewall } from './firewall.ts';

/** More of the table would stand behind the rule that refuses the rest; `insert` puts a rule before all others, and every load makes the table anew. */
const RULES = {
  match: /\/rackbook\.nft$/,
  each: /^insert rule inet rackbook [a-z][\w-]*(?: (?:[^\s;{}"]+|"[^"]*"|\{[^;{}"]*\}))+$/,
  example: 'insert rule inet rackbook arriving tcp dport 2222 counter accept',
} satisfies Addition;

export default {
  id: 'nftables',
  title: 'nftables firewall',
  plays: { firewall },
  *files(model: Model): Iterable<GeneratedFile> {
    const { router } = model.lab;
    if (router && firewall.router.kinds.some((kind) => kind === router.system)) {
      const about = model.networks.filter(({ planned }) => !planned).map(({ subject }) => subject);
      const header = [
        `Firewall of ${router.title}. ${HEADER}`,
        'Each rule carries the id of the flow that it lets through; all else is refused.',
      ];
      yield* filesFor(ROUTER, ROUTER_ROOT, routerTable(model, router, firewallOf(model)), header, about);
    }
    for (const policy of containerHostPolicies(model)) {
      const { machine } = policy;
      if (!machine.engine) continue;
      const header = [`Firewall of ${machine.title}, before Docker's. ${HEADER}`];
      yield* filesFor(machine.id, machine.engine.root, dockerTable(model, policy), header, [machine.subject]);
    }
  },
  accept: [
    { tool: 'nft-check', match: /^infra\/nftables\/[^/]+\/rackbook\.nft$/, argv: (path) => [path] },
    { tool: 'shellcheck', match: /^infra\/nftables\/[^/]+\/apply\.sh$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/nftables\/[^/]+\/rackbook-firewall\.service$/, argv: (path) => [path] },
  ],
  additions: [unitAddition(/\/rackbook-firewall\.service$/), RULES],
} as const satisfies System;

function* filesFor(
  machine: string,
  root: string,
  table: NftTable,
  header: readonly string[],
  about: readonly SubjectId[],
): Iterable<GeneratedFile> {
  const folder = `infra/nftables/${machine}`;
  yield { path: `${folder}/rackbook.nft`, content: emitNft(table, header), about };
  yield { path: `${folder}/apply.sh`, copyOf: 'generators/nftables/runtime/apply.sh', mode: 0o755, about };
  yield { path: `${folder}/rackbook-firewall.service`, content: firewallUnit(`${root}/${folder}/rackbook.nft`), about };
}
