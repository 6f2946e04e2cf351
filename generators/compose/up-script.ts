import { quote } from '../../core/emit/shell.ts';
import type { Stack } from '../../core/facts/facts.ts';
import type { Guest, Host, Service } from '../../core/model.ts';

/**
 * A POSIX script that makes the shared container networks once and starts every stack of one machine, first what others need.
 * Arguments are passed to every `docker compose up`. It can be run again at any time.
 */
export function upScript(machine: Host | Guest, stacks: readonly Stack[], order: readonly (readonly Service[])[]): string {
  const networks = [...new Set(stacks.flatMap((stack) => stack.networks))].sort();
  const byService = new Map(stacks.map((stack) => [stack.service, stack]));
  const ordered = order.flat().flatMap((service) => byService.get(service) ?? []);
  return [
    '#!/bin/sh',
    `# Starts the containers of ${machine.id}: shared networks, then each stack in the order of its needs.`,
    '# Generated from the inventory; run it on the machine itself.',
    'set -eu',
    'cd "$(dirname "$0")"',
    '',
    ...networks.map((id) => `docker network inspect ${quote(id)} >/dev/null 2>&1 || docker network create ${quote(id)}`),
    '',
    ...ordered.map(({ service }) => `docker compose --file ${quote(`${service.id}/compose.yaml`)} up --detach --remove-orphans "$@"`),
    '',
  ].join('\n');
}
