import type { Model } from '../contract.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { SubjectId } from '../model/node.ts';
import type { Service } from '../model/service/service.ts';
import type { JudgedState } from './reasons.ts';

/** What each faulty thing may be blamed on: its machine, the ingress, or a service it needs. Follows the chain to its root. */
export function causesOf(model: Model, judged: ReadonlyMap<SubjectId, JudgedState>): Map<SubjectId, SubjectId> {
  const direct = new Map<SubjectId, SubjectId>();
  const isDown = (node: { readonly subject: SubjectId } | undefined): boolean =>
    node !== undefined && judged.get(node.subject)?.state === 'down';
  for (const node of [...model.guests, ...model.services]) {
    const own = judged.get(node.subject);
    if (!own || own.state === 'up' || node.planned) continue;
    const blamed = node.kind === 'guest' ? blameGuest(node, isDown) : blameService(model, node, own, isDown);
    if (blamed) direct.set(node.subject, blamed.subject);
  }
  const ends = new Map<SubjectId, SubjectId>();
  return new Map([...direct.keys()].map((subject) => [subject, root(subject, direct, ends)]));
}

type Down = (node: Host | Guest | Service | undefined) => boolean;

function blameGuest(guest: Guest, isDown: Down): Host | undefined {
  // A guest that is merely degraded was seen, so its host carries it.
  return isDown(guest.host) ? guest.host : undefined;
}

function blameService(model: Model, service: Service, own: JudgedState, isDown: Down): Host | Guest | Service | undefined {
  const machine = service.runsOn;
  if (own.state !== 'degraded') {
    if (isDown(machine)) return machine;
    if (machine.kind === 'guest' && isDown(machine.host)) return machine.host;
  }
  // A container that is not there, or another image, is a fault of its own that no other service explains.
  if (own.state === 'unknown' || own.faults.some(({ kind }) => kind === 'stopped' || kind === 'image')) return undefined;
  const ingress = model.lab.ingress;
  if (ingress !== service && isDown(ingress) && own.faults.every(({ kind }) => kind === 'ingress' || kind === 'certificate'))
    return ingress;
  if (own.faults.every(({ kind }) => kind === 'silent' || kind === 'unhealthy' || kind === 'ingress')) return service.needs.find(isDown);
  return undefined;
}

/** Remembers in `ends` where chains end that come to an end; in a circle that depends on where one begins. */
function root(subject: SubjectId, direct: ReadonlyMap<SubjectId, SubjectId>, ends: Map<SubjectId, SubjectId>): SubjectId {
  const passed = new Set([subject]);
  let at = subject;
  let next = direct.get(at);
  while (next !== undefined && !passed.has(next) && !ends.has(at)) {
    passed.add(next);
    at = next;
    next = direct.get(at);
  }
  const end = ends.get(at) ?? at;
  if (next === undefined || ends.has(at)) for (const each of passed) ends.set(each, end);
  return end;
}
