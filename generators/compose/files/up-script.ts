import type { ContainerNetwork } from '../../../core/compose/container-networks.ts';
import type { Stack } from '../../../core/compose/stacks.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { quote } from '../../../formats/shell.ts';

/**
 * A POSIX script that starts every stack of one machine, first what others need. Before that it looks for the secret files, since Docker
 * makes a folder where one is missing, and makes the folders that belong to a container's own user and the shared networks. Arguments
 * are passed to every `docker compose up`. It can be run again at any time; what is there already is left as it is.
 */
export function upScript(
  machine: Host | Guest,
  stacks: readonly Stack[],
  networks: readonly ContainerNetwork[],
  order: readonly (readonly Service[])[],
): string {
  const byService = new Map(stacks.map((stack) => [stack.service, stack]));
  const ordered = order.flat().flatMap((service) => byService.get(service) ?? []);
  const secrets = stacks.flatMap(({ secretFiles }) => secretFiles).sort((a, b) => (a.path < b.path ? -1 : 1));
  const folders = stacks.flatMap((stack) => stack.folders).sort((a, b) => (a.path < b.path ? -1 : 1));
  return [
    '#!/bin/sh',
    `# Starts the containers of ${machine.id}: secrets and folders, shared networks, then each stack in the order of its needs.`,
    '# Generated from the inventory; run it on the machine itself.',
    'set -eu',
    'cd "$(dirname "$0")"',
    '',
    ...secretLines(secrets),
    ...folderLines(folders),
    ...networkLines(networks),
    ...ordered.map(({ service }) => `docker compose --file ${quote(`${service.id}/compose.yaml`)} up --detach --remove-orphans "$@"`),
    '',
  ].join('\n');
}

function secretLines(secrets: Stack['secretFiles']): string[] {
  if (secrets.length === 0) return [];
  return [
    'missing=0',
    'fault() { echo "$1" >&2; missing=1; }',
    'need() {',
    '  if ! [ -f "$1" ]; then fault "There is no secret file $1"',
    '  elif [ $# -gt 1 ] && ! find "$1" \\( -perm -004 -o -user "$2" -perm -400 -o -group "${3:-0}" -perm -040 \\) | grep -q .; then',
    '    fault "User $2 of the container cannot read $1"',
    '  fi',
    '}',
    ...secrets.map(({ path, user }) =>
      ['need', quote(path), ...(user ? [user.uid, ...(user.gid === undefined ? [] : [user.gid])] : [])].join(' '),
    ),
    '[ "$missing" = 0 ] || { echo "Nothing was started." >&2; exit 1; }',
    '',
  ];
}

function folderLines(folders: Stack['folders']): string[] {
  if (folders.length === 0) return [];
  return [
    'own() { [ -d "$2" ] || install -d -m 0750 -o "${1%:*}" -g "${1#*:}" "$2"; }',
    ...folders.map(({ path, owner }) => `own ${owner} ${quote(path)}`),
    '',
  ];
}

function networkLines(networks: readonly ContainerNetwork[]): string[] {
  if (networks.length === 0) return [];
  return [
    'network() { docker network inspect "$1" >/dev/null 2>&1 || docker network create "$@"; }',
    ...networks.map(({ name, subnet }) => `network ${quote(name)}${subnet === undefined ? '' : ` --subnet ${quote(subnet)}`}`),
    '',
  ];
}
