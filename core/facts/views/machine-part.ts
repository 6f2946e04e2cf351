import { engineOf } from '../../compose/engine-of.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import { snapshotWords } from '../backup/snapshot-words.ts';

import { hypervisorSystem } from '../hypervisor.ts';
import { guestsOn, routedServices, servicesBelow } from '../lookup.ts';
import { count, type Draft, viewId } from './draft.ts';
import { type Carrier, carrierOf } from './machine-of.ts';
import { plan } from './request-part.ts';
import { homesOf, isPlanned, type Row, rowsByGroup, rowsByGuest } from './rows.ts';
import { addFront, isStation } from './stations-part.ts';

/** `groups` shows services by group, `guests` shows a hypervisor's by guest. */
export type Detail = 'groups' | 'guests';

/** So few services beside the engines stand in one row, whatever their groups. */
const FEW = 5;

/**
 * Draws a host as a frame: in it a frame for its container engine and one for its hypervisor, the services of the ingress one by one,
 * all others as rows of tiles, and its local snapshots.
 */
export function addHost(draft: Draft, model: Model, host: Host, parent: string, detail: Detail): void {
  const services = servicesBelow(model, host);
  const guests = guestsOn(model, host);
  const about = [host.role, host.primary?.ip].filter(Boolean).join(' · ');
  const shared = {
    id: viewId('host', host.id),
    label: host.title,
    ...(about ? { detail: about } : {}),
    subject: host.subject,
    ...plan(host.planned),
  };
  if (!services.length && !guests.length && !host.snapshots) {
    draft.node({ ...shared, shape: 'box', group: parent });
    return;
  }
  const tags = host.addresses.map(({ network }) => ({ label: network.title, subject: network.subject }));
  const frame = draft.group({ ...shared, parent, flow: 'down', ...(tags.length ? { tags } : {}) });
  const reached = routedServices(model);
  const on = (carrier: Carrier) => services.filter((service) => carrierOf(service) === carrier);
  const add = (inside: string, prefix: string, members: readonly Service[], within: readonly Guest[]) => {
    const front = members.filter((service) => isStation(model, service));
    addFront(draft, model, inside, prefix, front);
    const rest = members.filter((service) => !front.includes(service));
    const [before, after] = [homesOf(front), homesOf(rest)];
    const others = within.filter((guest) => !before.has(guest) || after.has(guest));
    addRows(draft, inside, prefix, (detail === 'guests' && within.length ? rowsByGuest : rowsByGroup)(rest, others, reached));
  };
  const containers = on('engine');
  const { id, title } = engineOf(model);
  if (containers.length)
    add(carrierFrame(draft, frame, host, id, title, count(containers.length, 'service')), viewId(id, host.id), containers, []);
  const inGuests = on('hypervisor');
  const hypervisor = hypervisorSystem(model, host);
  const carrier = hypervisor?.id ?? 'guests';
  if (inGuests.length || guests.length)
    add(
      carrierFrame(draft, frame, host, carrier, hypervisor?.title ?? 'Guests', count(guests.length, 'guest')),
      viewId(carrier, host.id),
      inGuests,
      guests,
    );
  addSystem(draft, model, frame, host, on('system'), reached);
}

function carrierFrame(draft: Draft, parent: string, host: Host, carrier: string, label: string, detail: string): string {
  return draft.group({ id: viewId(carrier, host.id), label, detail, parent, flow: 'right', ...plan(host.planned) });
}

/** What runs on the host itself, and its local snapshots, side by side. */
function addSystem(
  draft: Draft,
  model: Model,
  frame: string,
  host: Host,
  services: readonly Service[],
  reached: ReadonlySet<Service>,
): void {
  if (!services.length && !host.snapshots) return;
  const strip = draft.group({ id: viewId('system', host.id), label: 'On the host', parent: frame, bare: true, flow: 'right', order: 1 });
  const front = services.filter((service) => isStation(model, service));
  addFront(draft, model, strip, viewId('system', host.id), front);
  const rows = rowsByGroup(
    services.filter((service) => !front.includes(service)),
    [],
    reached,
  );
  const few = rows.length > 1 && services.length <= FEW;
  const merged: Row[] = few
    ? [{ label: 'On the host', items: rows.flatMap((row) => row.items), services: rows.flatMap((row) => row.services), guests: [] }]
    : rows;
  addRows(draft, strip, viewId('system', host.id), merged);
  if (!host.snapshots) return;
  draft.node({
    id: viewId('snapshots', host.id),
    label: 'Local snapshots',
    detail: snapshotWords(host.snapshots).keep,
    shape: 'store',
    group: strip,
  });
}

function addRows(draft: Draft, parent: string, prefix: string, rows: readonly Row[]): void {
  if (!rows.length) return;
  const group = draft.group({ id: `${prefix}_rows`, label: 'Services', parent, bare: true, flow: 'down', order: 1 });
  for (const row of rows) {
    const { label, detail, items, guest } = row;
    const id = draft.node({
      id: viewId(prefix, label),
      label,
      ...(detail ? { detail } : {}),
      shape: 'box',
      group,
      items,
      ...(guest ? { subject: guest.subject } : {}),
      ...plan(isPlanned(row)),
    });
    for (const thing of [...row.services, ...row.guests]) draft.standsFor(thing.subject, id);
  }
}
