import type { Observation, Snapshot, State } from '../contract.ts';
import type { Facts, Probe } from '../facts/facts.ts';
import { once } from '../facts/once.ts';
import type { Model, SubjectId } from '../model.ts';
import type { CheckView } from './status-view.ts';

/**
 * What a check can prove of its subject. `direct`: it answers by itself. `ingress`: it answers through the ingress.
 * `name`: its name is known to the resolver. `container`: its process runs. `health`: its own health check. `target`:
 * Prometheus reaches it. `measure`: a number of it was read. `alert`: a rule fires. `copy`: its backup is recent, which proves nothing else.
 */
export type Role =
  | 'direct'
  | 'ingress'
  | 'certificate'
  | 'name'
  | 'container'
  | 'health'
  | 'engine'
  | 'target'
  | 'alert'
  | 'measure'
  | 'copy';

export interface Check extends CheckView {
  readonly role: Role;
  /** Whether the lab declares it; else a source volunteered it. */
  readonly declared: boolean;
  /** It is about a container beside the one that people reach, such as a database of its own. */
  readonly aside: boolean;
}

const SEVERITY: Record<State, number> = { down: 3, degraded: 2, unknown: 1, up: 0 };
export const worse = (a: State, b: State): State => (SEVERITY[a] >= SEVERITY[b] ? a : b);

/** Every check of every thing, declared or seen, sorted by check; an observation older than `ttl` seconds hides its state. */
export function checksOf(model: Model, facts: Facts, snapshot: Snapshot | undefined, now: Date, ttl: number): Map<SubjectId, Check[]> {
  const seen = observed(snapshot);
  const all = new Map<SubjectId, Map<string, Check>>();
  const entered = new Set(facts.containers.filter(({ entry }) => entry).map(({ service }) => service.subject));
  const beside = facts.containers.filter(({ service, entry }) => !entry && entered.has(service.subject));
  const aside = new Set(
    beside.flatMap(({ service, name }) => [key(service.subject, `container:${name}`), key(service.subject, `health:${name}`)]),
  );
  const add = (subject: SubjectId, check: string, title: string, role: Role, declared: boolean): void => {
    const checks = all.get(subject) ?? new Map<string, Check>();
    all.set(subject, checks);
    if (checks.has(check)) return;
    checks.set(
      check,
      view({ check, title, role, declared, aside: aside.has(key(subject, check)) }, seen.get(key(subject, check)), now, ttl),
    );
  };

  const planned = new Set([...model.hosts, ...model.guests, ...model.services].filter((node) => node.planned).map((node) => node.subject));
  for (const probe of facts.probes) {
    if (!planned.has(probe.subject)) add(probe.subject, probe.check, probe.title, probeRole(model, probe), true);
  }
  for (const { service, machine, name } of facts.containers) {
    if (machine.docker?.endpoint !== undefined && !service.planned)
      add(service.subject, `container:${name}`, `Container ${name}`, 'container', true);
  }
  for (const { subject, check } of seen.values()) add(subject, check, checkTitle(check), checkRole(check), false);
  return new Map([...all].map(([subject, checks]) => [subject, [...checks.values()].sort((a, b) => (a.check < b.check ? -1 : 1))]));
}

/** Whether a probe goes to the ingress, which answers for the service. */
export function probeRole(model: Model, probe: Probe): Role {
  if (probe.kind === 'tls') return 'certificate';
  if (probe.kind === 'dns') return probe.host === '' ? 'name' : 'direct';
  const service = servicesBySubject(model).get(probe.subject);
  if (!service || probe.kind === 'tcp') return 'direct';
  return service.expose.some((each) => each.hostname === probe.hostname) ? 'ingress' : 'direct';
}

const servicesBySubject = once(({ services }: Model) => new Map(services.map((service) => [service.subject, service])));

const ROLES: Readonly<Record<string, Role>> = {
  container: 'container',
  health: 'health',
  engine: 'engine',
  target: 'target',
  alert: 'alert',
  http: 'direct',
  ingress: 'ingress',
  tcp: 'direct',
  dns: 'direct',
  blackbox: 'target',
  tls: 'certificate',
  backup: 'copy',
  check: 'copy',
  prune: 'copy',
  'restore-test': 'copy',
};

const kindOf = (check: string): string => check.split(':', 1)[0] ?? '';
const checkRole = (check: string): Role => ROLES[kindOf(check)] ?? 'measure';

const TITLES: Readonly<Record<string, string>> = {
  container: 'Container',
  health: 'Health check of',
  engine: 'Docker Engine',
  target: 'Prometheus target',
  blackbox: 'Probe by Prometheus',
  alert: 'Alert',
  cpu: 'Processor in use',
  memory: 'Memory in use',
  disk: 'Disk in use',
  uptime: 'Running since boot',
  http: 'HTTP',
  tcp: 'TCP',
  dns: 'DNS',
  tls: 'Certificate',
  backup: 'Copy in',
  check: 'Reading and comparing its data',
  prune: 'Forgetting what is old',
  'restore-test': 'Restoring for trial',
};

function checkTitle(check: string): string {
  const kind = kindOf(check);
  const rest = check.slice(kind.length + 1);
  return `${TITLES[kind] ?? kind} ${rest}`.trim();
}

const key = (subject: SubjectId, check: string): string => `${subject} ${check}`;

/** The newest observation of each check; of two of the same moment the worse. */
function observed(snapshot: Snapshot | undefined): Map<string, Observation> {
  const newest = new Map<string, Observation>();
  for (const each of snapshot?.observations ?? []) {
    const id = key(each.subject, each.check);
    const other = newest.get(id);
    const later = other === undefined ? 1 : Date.parse(each.observedAt) - Date.parse(other.observedAt);
    if (later > 0 || (later === 0 && other !== undefined && worse(each.state, other.state) === each.state)) newest.set(id, each);
  }
  return newest;
}

function view(
  known: Pick<Check, 'check' | 'title' | 'role' | 'declared' | 'aside'>,
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
    observedAt: from.observedAt,
  };
}
