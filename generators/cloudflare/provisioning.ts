import type { Model } from '../../core/contract.ts';
import type { ProvisioningRoot } from '../../core/facts/automation/provisioning-root.ts';
import { tunnelOf } from '../../core/facts/tunnel-link.ts';
import { FOLDER } from './facts/is-written.ts';

/** There where files are written: a tunnel of Cloudflare that the inventory names. */
export default function provisioning(model: Model): readonly ProvisioningRoot[] {
  const link = tunnelOf(model);
  if (link?.edge.system !== 'cloudflare' || link.name === undefined) return [];
  return [{ id: 'cloudflare', title: 'Cloudflare', folder: FOLDER, needs: ['CLOUDFLARE_API_TOKEN'] }];
}
