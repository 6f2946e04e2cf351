import type { Inventory } from '../../../core/model/inventory.ts';
import type { AccessLog } from '../../../core/roles/ingress.ts';

/** Keys as in Traefik's pkg/middlewares/accesslog. */
export function accessLog({ lab: { systems } }: Inventory): AccessLog {
  const file = systems.traefik['access-log'];
  return {
    format: 'traefik',
    ...(file === undefined ? {} : { file }),
    keys: { entryPoint: 'entryPointName', peer: 'ClientAddr', client: 'ClientHost', header: (name) => `request_${name}` },
  };
}
