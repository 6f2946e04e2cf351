import type { ComposeFragment } from '../model/service/service.ts';

const SERVICE = 'service:';
const CONTAINER = 'container:';

/**
 * The container of the project that lends a namespace (`network_mode`, `pid`, `ipc`): by its key with `service:<key>`, or by the name that the
 * engine knows it by with `container:<container_name>`. Undefined where none of this project does.
 */
export function lentBy(fragment: ComposeFragment, mode: unknown): string | undefined {
  if (typeof mode !== 'string') return undefined;
  if (mode.startsWith(SERVICE)) return mode.slice(SERVICE.length);
  const given = containerNamed(mode);
  return given === undefined
    ? undefined
    : Object.entries(fragment.services).find(([, container]) => container?.['container_name'] === given)?.[0];
}

/** `vpn` of `container:vpn`. */
export function containerNamed(mode: unknown): string | undefined {
  return typeof mode === 'string' && mode.startsWith(CONTAINER) ? mode.slice(CONTAINER.length) : undefined;
}
