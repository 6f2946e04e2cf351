import type { ContainerNetwork } from '../../../core/compose/container-networks.ts';
import type { Stack } from '../../../core/compose/stacks.ts';
import { HEADER } from '../../../core/files/header.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';
import { once } from '../../../lib/once.ts';

/**
 * What `up.sh` reads: the secret files of one machine with who has to read them, the folders that belong to a container's own user, the shared
 * networks, and every stack, first what others need.
 */
export function upSettings(
  machine: Host | Guest,
  stacks: readonly Stack[],
  networks: readonly ContainerNetwork[],
  order: readonly (readonly Service[])[],
): string {
  const turn = turns(order);
  const ordered = stacks.toSorted((a, b) => (turn.get(a.service) ?? Infinity) - (turn.get(b.service) ?? Infinity));
  const secrets = stacks.flatMap(({ secretFiles }) => secretFiles).sort((a, b) => (a.path < b.path ? -1 : 1));
  const folders = stacks.flatMap((stack) => stack.folders).sort((a, b) => (a.path < b.path ? -1 : 1));
  return emitShellSettings(`Containers of ${machine.id}. ${HEADER}`, {
    lists: {
      secret: secrets.map(({ path, user }) => [path, ...(user ? [user.uid, user.gid ?? []].flat().map(String) : [])]),
      folder: folders.map(({ path, owner }) => [path, ...owner.split(':')]),
      network: networks.map(({ name, subnet }) => [name, ...(subnet === undefined ? [] : ['--subnet', subnet])]),
      stack: ordered.map(({ service }) => [`${service.id}/compose.yaml`]),
    },
  });
}

/** When it is each service's turn, counted from 0. */
const turns = once((order: readonly (readonly Service[])[]) => new Map(order.flat().map((service, at) => [service, at])));
