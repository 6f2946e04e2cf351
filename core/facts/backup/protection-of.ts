import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Service } from '../../model/service/service.ts';
import { type Protection, protectionOf } from './protection.ts';

/** How what a service or a guest holds is kept: its rows of {@link protectionOf}, in their order. */
export function protectionsOf(model: Model, owner: Service | Guest): readonly Protection[] {
  return byOwner(model).get(owner) ?? [];
}

const byOwner = once((model: Model) => Map.groupBy(protectionOf(model), ({ owner }) => owner));
