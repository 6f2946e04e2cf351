import { once } from '../../lib/once.ts';
import { type Evidence, kindOf, titleOf } from '../check-kinds/check-kind.ts';
import { containersOf } from '../compose/containers.ts';
import type { Model, Observation, Snapshot, State } from '../contract.ts';
import type { Probe } from '../facts/probe.ts';
import { probesOf } from '../facts/probes.ts';
import type { SubjectId } from '../model/node.ts';
import { checkKindsOf } from './check-kinds-of.ts';
import type { CheckView } from './status-view.ts';

export interface Check extends CheckView {
  readonly proves: Evidence;
  /** Whether the lab declares it; else a source volunteered it. */
  readonly declared: boolean;
  /** It is about a container beside the one that people reach, such as a database of its own. */
  readonly aside: boolean;
}

const SEVERITY: Record<State, number> = { down: 3, degraded: 2, unknown: 1, up: 0 };
export const worse = (a: State, b: State): State => (SEVERITY[a] >= SEVERITY[b] ? a : b);

/**
 * Every check of every thing, declared or seen, sorted by check; an observation older than `ttl` seconds hides its state. Throws a
 * `RangeError` for a check of no declared kind, see {@link refuseUndeclared}.
 */
export function checksOf(model: Model, snapshot: Snapshot | undefined, now: Date, ttl: number): Map<SubjectId, Check[]> {
  const seen = observed(snapshot);
  const all = new Map<SubjectId, Map<string, Check>>();
  const entered = new Set(
    containersOf(model)
      .filter(({ entry }) => entry)
      .map(({ service }) => service.subject),
  );
  const beside = containersOf(model).filter(({ service, entry }) => !entry && entered.has(service.subject));
  const aside = new Set(
    beside.flatMap(({ service, name }) => [key(service.subject, `container:${name}`), key(service.subject, `health:${name}`)]),
  );
  const add = (subject: SubjectId, check: string, title: string, proves: Evidence, declared: boolean): void => {
    const checks = all.get(subject) ?? new Map<string, Check>();
    all.set(subject, checks);
    if (checks.has(check)) return;
    checks.set(
      check,
      view({ check, title, proves, declared, aside: aside.has(key(subject, check)) }, seen.get(key(subject, check)), now, ttl),
    );
  };

  const planned = new Set([...model.hosts, ...model.guests, ...model.services].filter((node) => node.planned).map((node) => node.subject));
  for (const probe of probesOf(model)) {
    if (!planned.has(probe.subject)) add(probe.subject, probe.check, probe.title, probeProves(model, probe), true);
  }
  for (const { service, machine, name } of containersOf(model)) {
    if (machine.engine?.endpoint !== undefined && !service.planned)
      add(service.subject, `container:${name}`, `Container ${name}`, 'container', true);
  }
  const kinds = checkKindsOf(model);
  for (const { subject, check } of seen.values()) {
    const kind = kindOf(check, kinds);
    if (kind === undefined) throw new RangeError(`the check "${check}" is of no declared kind, and was not refused when it was read`);
    add(subject, check, titleOf(check, kind), kind.proves, false);
  }
  return new Map([...all].map(([subject, checks]) => [subject, [...checks.values()].sort((a, b) => (a.check < b.check ? -1 : 1))]));
}

/** What a probe proves: whether the ingress answers for the service, or only asks for a login. */
export function probeProves(model: Model, probe: Probe): Evidence {
  if (probe.kind === 'tls') return 'certificate';
  if (probe.kind === 'dns') return probe.host === '' ? 'name' : 'direct';
  const service = servicesBySubject(model).get(probe.subject);
  if (!service || probe.kind === 'tcp') return 'direct';
  if (!service.expose.some((each) => each.hostname === probe.hostname)) return 'direct';
  return probe.loginStatus.length > 0 ? 'guard' : 'ingress';
}

const servicesBySubject = once(({ services }: Model) => new Map(services.map((service) => [service.subject, service])));

const key = (subject: SubjectId, check: string): string => `${subject} ${check}`;

/** The newest observation of each check that saw anything; of two of the same moment the worse. A source that cannot tell overrides none that can. */
function observed(snapshot: Snapshot | undefined): Map<string, Observation> {
  const newest = new Map<string, Observation>();
  for (const each of snapshot?.observations ?? []) {
    const id = key(each.subject, each.check);
    const other = newest.get(id);
    if (other === undefined || overrides(each, other)) newest.set(id, each);
  }
  return newest;
}

function overrides(each: Observation, other: Observation): boolean {
  const [isSeen, wasSeen] = [each.state !== 'unknown', other.state !== 'unknown'];
  if (isSeen !== wasSeen) return isSeen;
  const later = Date.parse(each.observedAt) - Date.parse(other.observedAt);
  return later > 0 || (later === 0 && worse(each.state, other.state) === each.state);
}

function view(
  known: Pick<Check, 'check' | 'title' | 'proves' | 'declared' | 'aside'>,
  from: Observation | undefined,
  now: Date,
  ttl: number,
): Check {
  if (!from) return { ...known, state: 'unknown' };
  const old = (now.getTime() - Date.parse(from.observedAt)) / 1000 > ttl;
  return {
    ...known,
    state: old ? 'unknown' : from.state,
    ...(old && from.state !== 'unknown' ? { lastSeen: from.state } : {}),
    ...(from.message === undefined ? {} : { message: from.message }),
    ...(from.value === undefined ? {} : { value: from.value }),
    ...(from.unit === undefined ? {} : { unit: from.unit }),
    ...(from.at === undefined ? {} : { at: from.at }),
    ...(from.revision === undefined ? {} : { revision: from.revision }),
    observedAt: from.observedAt,
  };
}
