import { z } from 'zod';

const id = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits, as the dashboard shows them');

/** `systems.cloudflare` in the inventory: where at Cloudflare the lab lives. Ids are no secrets; the API token never stands here. */
const cloudflareOptions = z.strictObject({
  account: id.optional().describe('Id of the account, which owns tunnel and Access policies; Terraform asks for it unless it is said'),
  zone: id.optional().describe('Id of the zone that holds the hostnames; Terraform asks for it unless it is said'),
  'provider-version': z
    .string()
    .regex(/^(~>|>=|=)? ?5(\.\d+){0,2}$/, 'must be a version constraint of the provider’s fifth series, such as ~> 5.22')
    .default('~> 5.22')
    .describe('Versions of the provider cloudflare/cloudflare that may be used'),
});

export type CloudflareOptions = z.infer<typeof cloudflareOptions>;

export default cloudflareOptions;
