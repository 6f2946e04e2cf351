import type { ComposeFragment } from '../model/service/service.ts';
import { lentBy } from './lent-by.ts';

/**
 * Where a container is reached. `networks`: in container networks, and the lab can add one. `host`: on the machine itself. `bridge`: on
 * the engine's oldest network, whose containers know no names, so only by a published port. `none`: nowhere. `foreign`: in the network of
 * a container or an engine that the project does not describe.
 */
export type NetworkKind = 'networks' | 'host' | 'bridge' | 'none' | 'foreign';

/** The container whose network a container uses: its own, or that at the end of `network_mode: service:<name>`. */
export function lenderOf(fragment: ComposeFragment, name: string): string {
  const seen = new Set<string>();
  let lender = name;
  while (!seen.has(lender)) {
    seen.add(lender);
    const next = lentBy(fragment, fragment.services[lender]?.['network_mode']);
    if (next === undefined) break;
    lender = next;
  }
  return lender;
}

/** Where a container is reached, itself or by its lender. */
export function networkKindOf(fragment: ComposeFragment, name: string): NetworkKind {
  const mode = fragment.services[lenderOf(fragment, name)]?.['network_mode'];
  switch (mode) {
    case undefined:
    case null:
    case '':
      return 'networks';
    case 'host':
    case 'bridge':
    case 'none':
      return mode;
    case 'default':
      return 'bridge';
    default:
      return 'foreign';
  }
}
