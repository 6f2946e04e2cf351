import type { ContainerNetwork } from '../../../core/compose/container-networks.ts';
import { type OutsideNetwork, outsideNetworks } from '../../../core/compose/outside-networks.ts';
import type { Stack } from '../../../core/compose/stacks.ts';
import { startSequence } from '../../../core/compose/start-sequence.ts';
import { HEADER } from '../../../core/files/header.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';

const file = ({ id }: Service): string => `${id}/compose.yaml`;

/**
 * What `up.sh` reads: the secret files of one machine with who has to read them, and what of them defines variables of a project; the
 * folders that belong to a container's own user; the shared networks, and those that projects expect; and every stack, first what others
 * need, with what it needs on this machine.
 */
export function upSettings(
  machine: Host | Guest,
  stacks: readonly Stack[],
  networks: readonly ContainerNetwork[],
  order: readonly (readonly Service[])[],
): string {
  const outside = outsideNetworks(stacks, new Set(networks.map(({ name }) => name)));
  // Made by none of the projects here; the range of one in which addresses are fixed is not known.
  const [expected, missing] = [true, false].map((fixed) => outside.filter(({ madeBy, hasAddresses }) => !madeBy && hasAddresses === fixed));
  const named = (of: readonly OutsideNetwork[] = []) =>
    of.map(({ name, expectedBy }) => [name, ...expectedBy.map(({ service }) => service.id)]);
  const secrets = stacks.flatMap(({ secretFiles }) => secretFiles).sort((a, b) => (a.path < b.path ? -1 : 1));
  const folders = stacks.flatMap((stack) => stack.folders).sort((a, b) => (a.path < b.path ? -1 : 1));
  const variables = stacks.flatMap(({ service, secretFiles }) =>
    secretFiles.flatMap(({ path, defines }) => (defines ? [[file(service), path, ...defines]] : [])),
  );
  const sequence = startSequence(stacks, outside, order);
  const here = new Set(stacks.map(({ service }) => service));
  const needs = sequence.flatMap(({ service }) => {
    const needed = service.needs.filter((each) => here.has(each));
    return needed.length === 0 ? [] : [[service, ...needed].map(file)];
  });
  return emitShellSettings(`Containers of ${machine.id}. ${HEADER}`, {
    lists: {
      secret: secrets.map(({ path, user }) => [path, ...(user ? [user.uid, user.gid] : [])]),
      folder: folders.map(({ path, owner }) => [path, ...owner.split(':')]),
      expected: named(expected),
      // Internal: whoever joins one keeps the way out that its project gives it, or that it has none.
      network: networks.map(({ name, subnet }) => [name, '--internal', ...(subnet === undefined ? [] : ['--subnet', subnet])]),
      outside: named(missing),
      variables,
      need: needs,
      stack: sequence.map(({ service }) => [file(service)]),
    },
  });
}
