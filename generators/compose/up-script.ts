import { quote } from '../../core/emit/shell.ts';
import type { ContainerNetwork, Stack } from '../../core/facts/facts.ts';
import { once } from '../../core/facts/once.ts';
import type { Guest, Host, Service } from '../../core/model.ts';

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
  const turn = turns(order);
  const ordered = stacks.toSorted((a, b) => (turn.get(a.service) ?? Infinity) - (turn.get(b.service) ?? Infinity));
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

/** When it is each service's turn, counted from 0. */
const turns = once((order: readonly (readonly Service[])[]) => new Map(order.flat().map((service, at) => [service, at])));

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
