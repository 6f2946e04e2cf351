import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import { count, type Tile } from './draft.ts';
import { plan } from './request-part.ts';

/** Things that stand together in one node. */
export interface Row {
  readonly label: string;
  readonly detail?: string;
  readonly guest?: Guest;
  readonly items: readonly Tile[];
  /** Everything that the row stands for, also what its tiles only count. */
  readonly services: readonly Service[];
  readonly guests: readonly Guest[];
}

/** Tiles in one node before the rest becomes a count. */
const MOST_ITEMS = 12;
/** Rows in one frame before the small ones become counts in one row. */
const MOST_ROWS = 7;

/** Services by group, those that are reached through the ingress first, then by name; guests that run none come last. */
export function rowsByGroup(services: readonly Service[], guests: readonly Guest[], reached: ReadonlySet<Service>): Row[] {
  const rows = [...Map.groupBy(services, (service) => service.group)].map(([label, members]): Row => {
    const homes = homesOf(members);
    const inside = guests.filter((guest) => homes.has(guest));
    return { label, items: shorten(members.map(serviceTile)), services: members, guests: inside };
  });
  const weight = (row: Row) =>
    row.services.some((service) => reached.has(service)) ? 0 : row.services.every((service) => service.planned) ? 2 : 1;
  rows.sort((a, b) => weight(a) - weight(b) || (a.label < b.label ? -1 : 1));
  const busy = homesOf(services);
  const idle = guests.filter((guest) => !busy.has(guest));
  if (idle.length) rows.push({ label: 'Guests', items: shorten(idle.map(guestTile), '/guests/'), services: [], guests: idle });
  return mergeSmall(rows);
}

/** Machines that services run on. */
export function homesOf(services: readonly Service[]): ReadonlySet<Host | Guest> {
  return new Set(services.map(({ runsOn }) => runsOn));
}

/** One row for each guest with the services in it; with many guests by group as above. */
export function rowsByGuest(services: readonly Service[], guests: readonly Guest[], reached: ReadonlySet<Service>): Row[] {
  if (guests.length > 2 * MOST_ROWS) return rowsByGroup(services, guests, reached);
  return guests.map((guest) => {
    const inside = services.filter((service) => service.runsOn === guest);
    const items = inside.length ? shorten(inside.map(serviceTile)) : [{ label: guest.planned ? 'planned' : 'no services' }];
    return { label: guest.title, detail: guestType(guest), guest, items, services: inside, guests: [guest] };
  });
}

/** More rows than a frame can show: the smallest become one row that counts them. */
function mergeSmall(rows: readonly Row[]): Row[] {
  if (rows.length <= MOST_ROWS) return [...rows];
  const kept = new Set(rows.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, MOST_ROWS - 1));
  const merged = rows.filter((row) => !kept.has(row));
  const other: Row = {
    label: 'Other groups',
    items: countTiles(merged),
    services: merged.flatMap((row) => row.services),
    guests: merged.flatMap((row) => row.guests),
  };
  return [...rows.filter((row) => kept.has(row)), other];
}

/** One tile for each row with the number of its members: `Media`, `12 services`. */
export function countTiles(rows: readonly Row[]): Tile[] {
  return shorten(
    rows.map((row) => ({
      label: row.label,
      detail: row.services.length ? count(row.services.length, 'service') : count(row.guests.length, 'guest'),
      page: row.services.length ? '/services/' : '/guests/',
      ...plan(isPlanned(row)),
    })),
  );
}

/** As many tiles as can be read; the last one then counts the rest. */
export function shorten(items: readonly Tile[], page = '/services/', most = MOST_ITEMS): Tile[] {
  if (items.length <= most) return [...items];
  return [...items.slice(0, most - 1), { label: `${items.length - most + 1} more`, page }];
}

export function isPlanned(row: Row): boolean {
  return [...row.services, ...(row.services.length && !row.guest ? [] : row.guests)].every((thing) => thing.planned);
}

export function serviceTile(service: Service): Tile {
  return { label: service.title, subject: service.subject, ...plan(service.planned) };
}

function guestTile(guest: Guest): Tile {
  return { label: guest.title, detail: guestType(guest), subject: guest.subject, ...plan(guest.planned) };
}

/** `LXC 131` or `VM 140`. */
export function guestType(guest: Guest): string {
  return `${guest.type === 'vm' ? 'VM' : 'LXC'} ${guest.vmid}`;
}

function sizeOf(row: Row): number {
  return row.services.length + row.guests.length;
}
