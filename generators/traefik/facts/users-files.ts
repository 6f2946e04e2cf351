import type { Model } from '../../../core/contract.ts';
import { middlewaresOf } from './routed-middlewares.ts';

/** Whether a login at the ingress looks its users up in a secret of the ingress. */
export function readsUsersFrom(model: Model, secret: string): boolean {
  return middlewaresOf(model).some(({ traefik: form }) => {
    const { usersFile } = (form['basicAuth'] ?? {}) as { usersFile?: string };
    return usersFile === `/run/secrets/${secret}`;
  });
}
