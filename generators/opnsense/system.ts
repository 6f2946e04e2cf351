import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import type { FirewallRule } from '../../core/facts/network/firewall-rule.ts';
import { namesOf } from '../../core/facts/network/names.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { emitHcl, type HclBody } from '../../formats/hcl.ts';
import { opnsenseLab } from './facts/lab.ts';
import { aliasesFile } from './files/aliases.ts';
import { versionsFile, vlansFile } from './files/interfaces.ts';
import { dhcpFile, dnsFile, servedNetworks } from './files/names-and-addresses.ts';
import { planFile } from './files/plan.ts';
import { rulesFile } from './files/rules.ts';
import { opnsenseRouter } from './router.ts';

export const FOLDER = 'infra/opnsense';
const KEY = 'Address and key come from OPNSENSE_URI, OPNSENSE_API_KEY and OPNSENSE_API_SECRET in the environment, never from a file.';
const FROM_INVENTORY = 'Generated from the inventory; edit that, then npm run gen. PLAN.md says in which order it is brought in.';

export default {
  id: 'opnsense',
  title: 'OPNsense (Terraform)',
  plays: {
    router: opnsenseRouter,
    // Its DNS is Unbound, which is a part of it.
    resolver: { routers: [opnsenseRouter.kind], byDefault: true, alsoCalled: ['unbound'] },
    firewall: { router: { kinds: [opnsenseRouter.kind], proven: false } },
  },
  *files(model: Model): Iterable<GeneratedFile> {
    const { router } = model.lab;
    if (router?.system !== opnsenseRouter.kind) return;
    const options = model.lab.systems.opnsense;
    const lab = opnsenseLab(model, router, options);
    const networks = [...lab.routed, ...lab.others].map(({ subject }) => subject);
    function* file(name: string, body: HclBody, about: readonly SubjectId[], ...header: string[]): Iterable<GeneratedFile> {
      if (body.blocks?.length === 0) return;
      yield { path: `${FOLDER}/${name}`, content: emitHcl(body, { header: [FROM_INVENTORY, ...header] }), about: [...new Set(about)] };
    }
    yield { path: `${FOLDER}/PLAN.md`, content: planFile(lab), about: [model.lab.subject, ...networks] };
    yield* file('versions.tf', versionsFile(options), [model.lab.subject], KEY);
    yield* file('vlans.tf', vlansFile(lab), networks);
    yield* file('aliases.tf', aliasesFile(lab), networks);
    yield* file('rules.tf', rulesFile(lab), subjectsOf(lab.rules));
    yield* file(
      'dns.tf',
      dnsFile(lab),
      namesOf(model).flatMap(({ subject }) => subject ?? []),
    );
    yield* file(
      'dhcp.tf',
      dhcpFile(lab),
      servedNetworks(lab).map(({ subject }) => subject),
    );
  },
  leaves: [
    '.terraform/',
    '*.tfstate',
    '*.tfstate.*',
    '.terraform.tfstate.lock.info',
    '*.tfplan',
    'tfplan',
    '*.tfvars',
    '*.tfvars.json',
    'crash.log',
    'crash.*.log',
  ],
  accept: [
    { tool: 'terraform', match: /^infra\/opnsense\/[^/]+\.tf$/, argv: (path) => ['fmt', '-check', '-diff', path] },
    { tool: 'opnsense', match: /^infra\/opnsense\/[^/]+\.(tf|md)$/, argv: (path) => [path] },
  ],
} as const satisfies System;

function subjectsOf(rules: readonly FirewallRule[]): readonly SubjectId[] {
  return rules.flatMap(({ flow: { from, to } }) => [from, to].flatMap(({ subject }) => subject ?? []));
}
