import { once } from '../../lib/once.ts';
import type { DoorKind } from '../compose/doors/door.ts';
import { engineOf } from '../compose/engine-of.ts';
import { doorMeasures } from '../compose/hardening/ways-out.ts';
import type { Model } from '../contract.ts';
import type { Service } from '../model/service/service.ts';
import { doorsOfLab } from './doors.ts';
import { ingressOf } from './players.ts';

/** Doors through which the labels of other containers can be read. The rest opens no engine and no folder of one. */
const SHOWS_LABELS: ReadonlySet<DoorKind> = new Set(['socket', 'privileged', 'folder', 'device', 'capability', 'namespace']);
/** Services, the ingress apart, a container of which may see the labels of others and do something because of them. */
export const labelReadersOf = once((model: Model): readonly Service[] => {
  const ingress = ingressOf(model)?.service;
  const holders = doorsOfLab(model).flatMap(({ service, door }) => (SHOWS_LABELS.has(door.kind) ? [service] : []));
  const askers = model.services.filter(({ engineApi, planned }) => engineApi !== undefined && !planned);
  return [...new Set([...holders, ...askers])].filter((service) => service !== ingress);
});

/** Whether an override opens a way to the machine, so that the container it is for may see labels, too. */
const isOpened = once((model: Model): boolean => {
  const measures = doorMeasures(engineOf(model));
  return model.lab.overrides.some(({ what }) => measures.some((measure) => what.startsWith(`${measure} of `)));
});

/** Whether anything of the lab may act on a label: the engine, the ingress, or a container that can see it. */
export function mayBeRead(model: Model, label: string): boolean {
  return (
    engineOf(model).ownLabels.test(label) ||
    ingressOf(model)?.role.reads?.(label) === true ||
    labelReadersOf(model).length > 0 ||
    isOpened(model)
  );
}
