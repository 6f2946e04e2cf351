import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { routesOf } from '../../core/facts/routes.ts';
import { tunnelOf } from '../../core/facts/tunnel-link.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { emitHcl, type HclBody } from '../../formats/hcl.ts';
import { FOLDER } from './facts/is-written.ts';
import { accessConfig, isGuarded, outputsConfig, policiesOf } from './files/access-config.ts';
import { dnsConfig } from './files/dns-config.ts';
import { variables, variableValues, versions } from './files/settings.ts';

const FROM_INVENTORY = 'Generated from the inventory; edit that, then npm run gen.';

export default {
  id: 'cloudflare',
  title: 'Cloudflare (Terraform)',
  *files(model: Model): Iterable<GeneratedFile> {
    const options = model.lab.systems.cloudflare;
    const link = tunnelOf(model);
    if (link?.edge.system !== 'cloudflare' || link.name === undefined) return;
    const { name: tunnel } = link;
    const routes = routesOf(model).filter(({ exposure }) => exposure.to.includes('tunnel'));
    const guarded = routes.filter(isGuarded);
    const policies = policiesOf(guarded);
    const shared = [link.tunnel.subject];
    const file = (name: string, body: HclBody, about: readonly SubjectId[], ...header: string[]): GeneratedFile => ({
      path: `${FOLDER}/${name}`,
      content: emitHcl(body, { header: [FROM_INVENTORY, ...header] }),
      about: [...new Set([...shared, ...about])],
    });
    yield file(
      'versions.tf',
      versions(options),
      [],
      'The API token comes from CLOUDFLARE_API_TOKEN in the environment, never from a file.',
    );
    yield file('variables.tf', variables(), []);
    const values = variableValues(options);
    if (values) yield file('cloudflare.auto.tfvars', values, []);
    if (routes.length > 0)
      yield file(
        'dns.tf',
        dnsConfig(routes, tunnel),
        routes.map(({ service }) => service.subject),
        'A hostname with a login is published only after its login is there, and taken back before it goes.',
      );
    if (guarded.length === 0) return;
    const about = [...guarded.map(({ service }) => service.subject), ...policies.map(({ subject }) => subject)];
    yield file('access.tf', accessConfig(guarded, policies), about);
    yield file('outputs.tf', outputsConfig(guarded), about);
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
    { tool: 'terraform', match: /^infra\/terraform\/cloudflare\/[^/]+\.(tf|tfvars)$/, argv: (path) => ['fmt', '-check', '-diff', path] },
  ],
} as const satisfies System;
