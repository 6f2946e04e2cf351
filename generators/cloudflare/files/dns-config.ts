import type { Route } from '../../../core/roles/route.ts';
import { type HclBody, hclReference } from '../../../formats/hcl.ts';
import { APPLICATION, isGuarded } from './access-config.ts';
import { resourceName } from './resource-name.ts';

/** One record for each hostname, to the tunnel's own name. Proxied, so that only Cloudflare answers for it: that name itself leads nowhere. */
export function dnsConfig(routes: readonly Route[], tunnel: string): HclBody {
  return {
    blocks: routes.map((route) => {
      const { hostname } = route.exposure;
      const name = resourceName(hostname);
      return {
        type: 'resource',
        labels: ['cloudflare_dns_record', name],
        attributes: {
          zone_id: hclReference('var.zone_id'),
          name: hostname,
          type: 'CNAME',
          content: tunnel,
          proxied: true,
          // Automatic, which is all that a proxied record can have.
          ttl: 1,
          // Cloudflare's free plan takes 100 characters, so the title, which may be longer, is not in it.
          comment: `Tunnel to ${route.service.id}, by Rackbook`,
          depends_on: isGuarded(route) ? [hclReference(`${APPLICATION}.${name}`)] : undefined,
        },
      };
    }),
  };
}
