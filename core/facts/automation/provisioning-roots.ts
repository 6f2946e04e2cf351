import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import { playersOf } from '../../roles/played.ts';
import type { ProvisioningRoot } from '../../roles/provisioning.ts';

/** Every folder of the lab that is planned and applied as one, sorted by id. */
export const provisioningRoots = once((model: Model): readonly ProvisioningRoot[] =>
  playersOf(model.systems, 'provisioning')
    .flatMap((player) => player.roots(model))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
);
