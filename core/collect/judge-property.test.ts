import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Drift, Model, Observation, Snapshot, State } from '../contract.ts';
import { judge } from './judge.ts';
import { sampleLab } from './sample-lab.ts';
import type { StatusState, StatusView, SubjectView } from './status-view.ts';
import { runningOn } from './things.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const at = (seconds: number): string => new Date(NOW.getTime() - seconds * 1000).toISOString();
const STATES: readonly State[] = ['up', 'degraded', 'down', 'unknown'];
/** Kinds that sources volunteer, beside what the lab declares. */
const VOLUNTEERED = ['alert:A', 'target:t', 'cpu', 'uptime', 'engine', 'backup:r'];

interface Built {
  readonly on: number;
  readonly expose: 'no' | 'open' | 'login';
  readonly health: boolean;
  readonly container: boolean;
  readonly needs: number;
  readonly planned: boolean;
}

const built: fc.Arbitrary<Built> = fc.record({
  on: fc.nat(3),
  expose: fc.constantFrom('no', 'open', 'login'),
  health: fc.boolean(),
  container: fc.boolean(),
  needs: fc.nat(6),
  planned: fc.boolean(),
});

/** Two hosts, two guests, an ingress, and services of every kind in any number. */
function labOf(services: readonly Built[]): Model {
  const machines = ['one', 'two', 'box', 'pot'];
  const written = services.map(({ on, expose, health, container, needs, planned }, index) => {
    const port = 3000 + index;
    return [
      `  s${index}:`,
      `    title: Service ${index}`,
      `    runs-on: ${machines[on]}`,
      '    network: apps',
      ...(planned ? ['    planned: true'] : []),
      ...(index > needs && !services[needs]?.planned ? [`    needs: [s${needs}]`] : []),
      ...(container && expose !== 'no'
        ? [
            `    expose: [{ host: s${index}, container: s${index}, port: ${port}, to: [lan], ${expose === 'open' ? 'open: it has a login' : 'middlewares: [auth]'} }]`,
          ]
        : []),
      ...(container
        ? [`    compose: { services: { s${index}: { image: 'a:1', ports: ['${port}:${port}'] }, aside${index}: { image: 'b:1' } } }`]
        : []),
      ...(health ? [`    health: { tcp: ${port} }`, `    ports: [{ port: ${port}, what: x }]`] : ['    health: { none: nothing answers }']),
    ].join('\n');
  });
  return sampleLab(`
lab: { title: Lab, domain: lab.example.net, ingress: traefik }
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.10.20.0/24 } }
middlewares: { auth: { traefik: { basicAuth: { usersFile: /run/secrets/users } } } }
hosts:
  one: { title: One, role: x, addresses: { apps: 10.10.20.5 }, docker: { endpoint: 'tcp://10.10.20.5:2375' }, health: { tcp: 22 } }
  two: { title: Two, role: x, addresses: { apps: 10.10.20.6 }, docker: {}, health: { none: x } }
guests:
  box: { title: Box, type: vm, vmid: 131, host: two, addresses: { apps: 10.10.20.31 }, docker: { endpoint: 'tcp://10.10.20.31:2375' }, health: { tcp: 22 }, backup: none, because: x }
  pot: { title: Pot, type: lxc, vmid: 132, host: two, addresses: { apps: 10.10.20.32 }, docker: {}, health: { none: x }, backup: none, because: x }
services:
  traefik: { title: Traefik, runs-on: one, network: apps, health: { tcp: 443 }, ports: [{ port: 443, what: HTTPS }], compose: { services: { traefik: { image: 'traefik:1', ports: ['443:443'] } } } }
${written.join('\n')}
`).model;
}

/** A snapshot of anything: each declared check made or not, well or not, long ago or now, and what no check declares. */
function snapshotOf(model: Model, below: (limit: number) => number): Snapshot {
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const declared = [...judge(model, undefined, NOW).bySubject.values()].flatMap(({ subject, checks }) =>
    checks.map(({ check }) => ({ subject, check })),
  );
  const subjects = [...judge(model, undefined, NOW).bySubject.keys()].filter((subject) => /^(lab|host|guest|service):/.test(subject));
  const more = Array.from({ length: 6 }, () => ({ subject: pick(subjects), check: pick(VOLUNTEERED) }));
  const observations = [...declared, ...more]
    .filter(() => below(10) > 1)
    .map(
      ({ subject, check }): Observation => ({
        subject,
        check,
        // Mostly well, so that every judgement occurs.
        state: below(10) < 6 ? 'up' : pick(STATES),
        message: `seen ${check}`,
        ...(check.startsWith('ingress') ? { value: 3, unit: 'ms' as const } : {}),
        observedAt: at(below(20) === 0 ? 5000 : below(200)),
        source: 'test',
      }),
    );
  const drift = Array.from(
    { length: below(3) },
    (): Drift => ({
      subject: pick(subjects),
      kind: pick(['image', 'undeclared', 'stopped']),
      actual: 'x',
      message: 'differs',
      source: 'test',
    }),
  );
  return { schema: 'rackbook/snapshot/2', takenAt: at(200), ttlSeconds: 900, sources: [], observations, drift };
}

const isBad = (state: StatusState): boolean => state === 'down' || state === 'degraded';

/** The rule that reasons and state obey, said once more in another way than the judgement says it. */
function agrees(view: SubjectView): void {
  const own = view.because === undefined ? view.reasons : view.reasons.slice(1);
  const faults = own.filter(({ state }) => isBad(state));
  const states = new Map(view.checks.map(({ check, state }) => [check, state]));
  const told = JSON.stringify(view);
  // A fault is a check that is not well, and every such check is a fault.
  for (const { check, state } of faults) if (check !== undefined) expect(states.get(check), told).toBe(state);
  const named = new Set(faults.map(({ check }) => check));
  for (const [check, state] of states) expect(named.has(check), told).toBe(isBad(state) && view.state !== 'planned');
  // Faults stand before everything else.
  expect(
    own.slice(0, faults.length).every(({ state }) => isBad(state)),
    told,
  ).toBe(true);
  expect(faults.length > 0, told).toBe(isBad(view.state));
  if (view.state === 'down')
    expect(
      faults.some(({ state }) => state === 'down'),
      told,
    ).toBe(true);
  if (view.state === 'up')
    expect(
      own.some(({ state }) => state === 'up'),
      told,
    ).toBe(true);
  if (view.state === 'planned') expect(view.reasons, told).toEqual([]);
}

const RANK: Readonly<Record<StatusState, number>> = { planned: -1, up: 0, unknown: 1, degraded: 2, down: 3 };
const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** No machine looks better than anything that it carries, or worse than all of it. */
function carries(model: Model, view: StatusView): void {
  for (const machine of [...model.hosts, ...model.guests]) {
    const own = view.bySubject.get(machine.subject) as SubjectView;
    const all = [own, ...runningOn(model, machine).flatMap(({ subject }) => view.bySubject.get(subject) ?? [])];
    const worst = Math.max(RANK[own.counted ? own.state : 'up'], ...all.filter(({ counted }) => counted).map(({ state }) => RANK[state]));
    if (all.some(({ counted }) => counted)) expect(RANK[own.mark], JSON.stringify(own)).toBe(worst);
    if (own.children) expect(sum(own.children.counts)).toBe(all.length - 1);
    for (const subject of own.children?.worst ?? []) expect(view.bySubject.get(subject)?.state).toBe(own.mark);
  }
}

test('of any lab and any snapshot, states agree with their reasons, marks with what they stand for, and counts add up', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(built, { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (services, numbers) => {
      const model = labOf(services);
      for (let round = 0; round < 20; round += 1) {
        const view = judge(
          model,
          snapshotOf(model, (limit) => (numbers.next().value as number) % limit),
          NOW,
        );
        for (const each of view.bySubject.values()) {
          agrees(each);
          if (each.subject.startsWith('service:')) seen.add(each.state);
        }
        carries(model, view);
        const total = model.hosts.length + model.guests.length + model.services.length;
        expect(sum(view.counts)).toBe(total);
        const [up = 0, of = 0, ...rest] = (view.verdict.detail.match(/\d+/g) ?? []).map(Number);
        if (view.verdict.detail !== '') expect([of, up + rest.reduce((a, b) => a + b, 0)]).toEqual([total, total]);
      }
    }),
    { numRuns: 25 },
  );
  expect([...seen].toSorted()).toEqual(['degraded', 'down', 'planned', 'unknown', 'up']);
});
