import { suggestionHint } from '../../../lib/suggest.ts';
import type { SystemParts } from '../../contract.ts';
import type { Reporter } from '../../reporter.ts';
import { imagesOf, type Player, runs } from '../../roles/player.ts';
import type { Service } from '../service/service.ts';
import type { Lab, RoleName } from './lab.ts';
import type { PlayerInput } from './schema.ts';

/** Where `lab` names the service of each role, and what messages call it. */
const ROLES = {
  ingress: { path: ['ingress'], title: 'the ingress' },
  tunnel: { path: ['tunnel'], title: 'the tunnel' },
  bans: { path: ['bans', 'engine'], title: 'what decides on bans' },
  'ban-edge': { path: ['bans', 'edge'], title: 'what carries bans to the edge' },
} as const satisfies Record<RoleName, { readonly path: readonly [string, ...string[]]; readonly title: string }>;

/** One role of the lab: who has it, as written and as found. */
export interface Cast {
  readonly written: PlayerInput | undefined;
  readonly service: Service | undefined;
}

/** The service that is named, in the short form or in the long one. */
export function playerService(written: PlayerInput | undefined): string | undefined {
  return typeof written === 'object' ? written.service : written;
}

/** Where the name of the service of a role stands below `lab`. */
export function rolePath(role: RoleName, written: PlayerInput | undefined): readonly [string, ...string[]] {
  const { path } = ROLES[role];
  const [key, ...rest] = path;
  return typeof written === 'object' ? [key, ...rest, 'service'] : path;
}

/**
 * Decides which system generates for the service of each role: the one that the inventory names, else the one whose image the service
 * runs. An undecided role is a mistake, since files of the wrong system would be of no use; a planned service may wait.
 */
export function resolvePlayers(
  cast: Readonly<Record<RoleName, Cast>>,
  systems: readonly SystemParts[],
  reporter: Reporter,
): Lab['players'] {
  const roles = Object.keys(ROLES) as RoleName[];
  return Object.fromEntries(
    roles.flatMap((role) => {
      const system = playerOf(role, cast[role], systems, reporter);
      return system === undefined ? [] : [[role, system]];
    }),
  );
}

function playerOf(role: RoleName, { written, service }: Cast, systems: readonly SystemParts[], reporter: Reporter): string | undefined {
  const { title } = ROLES[role];
  const [key, ...rest] = ROLES[role].path;
  const name = ['lab', key, ...rest].join('.');
  const able = systems.flatMap(({ id, plays }) => (plays?.[role] ? [{ id, player: plays[role] as Player }] : []));
  const ids = able.map(({ id }) => id);
  if (typeof written === 'object') {
    if (ids.some((id) => id === written.system)) return written.system;
    reporter.report(
      'unknown-reference',
      reporter.labSpan(key, [...rest, 'system']),
      `${name}.system is "${written.system}", which is no system that can be ${title}.`,
      { hint: suggestionHint(written.system, ids) ?? oneOf(ids) },
    );
    return undefined;
  }
  if (!service) return undefined;
  const fitting = able.filter(({ player }) => runs(player, service)).map(({ id }) => id);
  if (fitting.length === 1 || service.planned) return fitting.length === 1 ? fitting[0] : undefined;
  const [first = '<system>'] = fitting.length > 0 ? fitting : ids;
  reporter.report(
    'role-unplayed',
    reporter.labSpan(key, rest),
    `${name} is "${service.id}", and nothing can be generated for it: ${whyNot(service, fitting)}.`,
    {
      hint: `${oneOf(fitting.length > 0 ? fitting : ids)} Where ${service.id} is such a one, write ${name}: { service: ${service.id}, system: ${first} }.`,
    },
  );
  return undefined;
}

function whyNot(service: Service, fitting: readonly string[]): string {
  if (fitting.length > 1) return `its images fit more than one system (${fitting.join(', ')})`;
  const images = imagesOf(service);
  if (images.length === 0) return 'it names no image, so its program is unknown';
  return `no system that can have this role runs from ${images.join(', ')}`;
}

function oneOf(ids: readonly string[]): string {
  return ids.length === 0 ? 'No system can have this role.' : `Systems that can: ${ids.join(', ')}.`;
}
