import type { AddressUse } from '../../core/facts/facts.ts';
import type { Network } from '../../core/model.ts';
import { facts } from './lab.ts';

const byNetwork = Map.groupBy(facts.addressPlan, ({ network }) => network);

/** Every address that is given out in the network, in address order. */
export const addressesIn = (network: Network): readonly AddressUse[] => byNetwork.get(network) ?? [];
