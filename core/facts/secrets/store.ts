import type { Model } from '../../contract.ts';
import { playersOf } from '../../roles/played.ts';
import type { SecretStore } from '../../roles/secret-store.ts';

/** The store that the inventory chose; undefined where it chose none. */
export function secretStoreOf({ lab, systems }: Pick<Model, 'lab' | 'systems'>): SecretStore | undefined {
  return lab.secrets && playersOf(systems, 'secretStore').find(({ store }) => store === lab.secrets?.store);
}
