import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { ProvisioningRoot } from './provisioning-root.ts';

/** Every folder of the lab that is planned and applied as one, sorted by id. */
export const provisioningRoots = once((model: Model): readonly ProvisioningRoot[] =>
  model.systems.flatMap(({ provisioning }) => provisioning?.(model) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1)),
);
