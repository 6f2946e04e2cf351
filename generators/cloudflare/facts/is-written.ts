import type { Model } from '../../../core/contract.ts';
import { tunnelOf } from '../../../core/facts/tunnel-link.ts';

export const FOLDER = 'infra/terraform/cloudflare';

/** Whether anything is generated for Terraform: the edge of the tunnel is Cloudflare's, and the tunnel has a name there. */
export function isWritten(model: Model): boolean {
  const link = tunnelOf(model);
  return link?.edge.system === 'cloudflare' && link.name !== undefined;
}
