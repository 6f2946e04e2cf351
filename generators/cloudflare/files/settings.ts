import { type HclBody, hclReference } from '../../../formats/hcl.ts';
import type { CloudflareOptions } from '../options.ts';

export function versions(options: CloudflareOptions): HclBody {
  const provider = { source: 'cloudflare/cloudflare', version: options['provider-version'] };
  return {
    blocks: [
      {
        type: 'terraform',
        attributes: { required_version: '>= 1.6' },
        blocks: [{ type: 'required_providers', attributes: { cloudflare: provider } }],
      },
      { type: 'provider', labels: ['cloudflare'] },
    ],
  };
}

export function variables(): HclBody {
  const variable = (name: string, description: string) => ({
    type: 'variable',
    labels: [name],
    attributes: { description, type: hclReference('string'), nullable: false },
  });
  return {
    blocks: [
      variable('account_id', 'Id of the Cloudflare account that owns the Access applications'),
      variable('zone_id', 'Id of the Cloudflare zone that holds the hostnames'),
    ],
  };
}

/** The ids that the inventory says; Terraform asks for the others. */
export function variableValues({ account, zone }: CloudflareOptions): HclBody | undefined {
  if (account === undefined && zone === undefined) return undefined;
  return { attributes: { account_id: account, zone_id: zone } };
}
