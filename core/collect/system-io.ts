import { networkInterfaces } from 'node:os';
import type { CollectorWorld } from '../contract.ts';

/** What a collector touches outside a demo: the real network, clock and addresses. The runner adds the rest. */
export function systemIo(): CollectorWorld {
  return {
    now: () => new Date(),
    route: (host, port) => ({ host, port }),
    localAddresses: Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address }) => address),
    demo: false,
  };
}
