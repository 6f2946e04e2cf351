import { describe, expect, test } from 'vitest';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { networkLab } from '../../core/facts/network/test-facts.ts';
import { judge, type Seen } from './judge.ts';
import { allProbes } from './probes.ts';
import { zonePlans } from './zone-plan.ts';

const ALLOW = { films: { because: 'they are played', from: { network: 'iot' }, to: { machine: 'one' }, tcp: [8096] } };
const { model } = networkLab({ allow: ALLOW });
const { rules } = firewallOf(model);
const zones = zonePlans(model, model.lab.router!);
const probes = allProbes(zones, rules);
const FILMS = 'allow.films.one.tcp';
const films = probes.filter(({ rule }) => rule?.flow.id === FILMS);
const stranger = probes.find(({ rule }) => rule === undefined)!;

/** What is seen where the kernel does as the matrix says. */
const asDeclared = (): Seen => ({
  probes,
  answered: new Set(probes.filter(({ rule }) => rule).map(({ number }) => number)),
  counters: new Map([
    ...rules.map(({ flow }) => [flow.id, probes.filter(({ rule }) => rule?.flow === flow).length] as const),
    ...zones.map(({ id }) => [`spoofed from ${id}`, 3] as const),
  ]),
  spoofed: new Map(zones.map(({ id }) => [id, 3])),
});
const failed = (seen: Partial<Seen>) => judge(zones, rules, { ...asDeclared(), ...seen }).filter(({ ok }) => !ok);

test('holds where everything is as declared: a check for each pair, flow and zone', () => {
  const checks = judge(zones, rules, asDeclared());
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  const pairs = zones.length * (zones.length - 1) + zones.length;
  expect(checks.length).toBe(pairs + new Set(rules.map(({ flow }) => flow)).size + zones.length);
  expect(checks.find(({ name }) => name === 'iot → apps: packets')).toMatchObject({ subject: 'network:iot' });
  expect(checks.find(({ name }) => name === 'internet → apps: packets')).toMatchObject({ subject: 'lab:lab' });
});

describe('fails', () => {
  test('for a packet that is refused, and names the rule that should let it through', () => {
    const answered = new Set([...asDeclared().answered].filter((number) => number !== films[0]!.number));
    expect(failed({ answered }).map(({ name }) => name)).toEqual(['iot → apps: packets', `flow ${FILMS}: counted`]);
    expect(failed({ answered })[0]?.detail).toBe(
      `${films[0]!.source} to ${films[0]!.destination} tcp 8096 is refused, though ${FILMS} lets it through`,
    );
  });

  test('for a packet that comes through and that nothing declares', () => {
    const answered = new Set([...asDeclared().answered, stranger.number]);
    expect(failed({ answered }).map(({ detail }) => detail)).toEqual([expect.stringMatching(/ is let through, and nothing declares it$/)]);
  });

  test('for many packets, of which it names six', () => {
    const [check] = failed({ answered: new Set(probes.map(({ number }) => number)) });
    expect(check?.detail.split('; ').length).toBe(7);
    expect(check?.detail).toMatch(/; and \d+ more$/);
  });

  test('for a rule that another one stands in for, or that is not there', () => {
    const counters = (change: (of: Map<string, number>) => void) => {
      const changed = new Map(asDeclared().counters);
      change(changed);
      return failed({ counters: changed }).map(({ name, detail }) => `${name}: ${detail}`);
    };
    expect(counters((of) => of.set(FILMS, 0))).toEqual([
      `flow ${FILMS}: counted: its rules counted 0 of ${films.length} packets, so another rule let them through`,
    ]);
    expect(counters((of) => of.delete(FILMS))).toEqual([`flow ${FILMS}: counted: no rule carries its id`]);
    expect(counters((of) => of.set(FILMS, films.length + 5))).toEqual([]);
  });

  test('for a rule that no packet tried', () => {
    const untried = probes.filter((probe) => !films.includes(probe));
    expect(failed({ probes: untried }).map(({ detail }) => detail)).toEqual(['no packet was sent that it would let through']);
  });

  test('for a packet under a false address that is not dropped', () => {
    const counters = new Map([...asDeclared().counters, ['spoofed from iot', 2] as const]);
    expect(failed({ counters })).toEqual([
      { subject: 'network:iot', name: 'iot: false addresses', ok: false, detail: '2 of 3 packets were dropped' },
    ]);
  });
});
