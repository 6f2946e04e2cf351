import { expect, test } from 'vitest';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { zoneId } from '../../core/facts/network/flow.ts';
import { networkLab } from '../../core/facts/network/test-facts.ts';
import { allProbes, portsToTry } from './probes.ts';
import { addressesOf, zonePlans } from './zone-plan.ts';

const ALLOW = { films: { because: 'they are played', from: { network: 'iot' }, to: { machine: 'one' }, tcp: [8096, '9000-9010'] } };
const { model } = networkLab({ allow: ALLOW });
const { rules } = firewallOf(model);
const zones = zonePlans(model, model.lab.router!);
const probes = allProbes(zones, rules);

test('tries named ports, edges of ranges and ports beyond them, and two that nothing names', () => {
  const tcp = portsToTry(rules, 'tcp');
  for (const port of [8096, 8999, 9000, 9010, 9011, 9, 8444]) expect(tcp).toContain(port);
  expect(tcp).not.toContain(9005);
  expect(tcp).toEqual([...new Set(tcp)].toSorted((a, b) => a - b));
  expect(portsToTry(rules, 'udp')).not.toContain(8096);
});

test('tries no port that does not exist', () => {
  const [rule] = rules;
  const at = (first: number, last: number) =>
    portsToTry([{ ...rule!, flow: { ...rule!.flow, protocol: 'tcp', ports: [{ first, last }] } }], 'tcp');
  expect(at(1, 65_535)).toEqual([1, 9, 8444, 65_535]);
});

test('every machine asks every machine in every other zone and every address of the router, in their own family', () => {
  const addresses = (of: typeof zones) => of.flatMap(({ endpoints }) => endpoints.flatMap(addressesOf));
  const gateways = zones.flatMap(({ gateway }) => addressesOf(gateway));
  const ports = portsToTry(rules, 'tcp').length + portsToTry(rules, 'udp').length;
  const wanted = zones.flatMap((from) =>
    from.endpoints.flatMap(addressesOf).map(([family]) => {
      const others = addresses(zones.filter((each) => each !== from));
      return [...others, ...gateways].filter(([of]) => of === family).length * ports;
    }),
  );
  expect(probes.length).toBe(wanted.reduce((sum, each) => sum + each, 0));
  expect(
    probes.every(
      ({ family, source, destination }) => source.includes(':') === destination.includes(':') && source.includes(':') === (family === 6),
    ),
  ).toBe(true);
  expect(probes.map(({ number }) => number)).toEqual(probes.map((_, index) => index));
});

test('what no rule lets through is expected to be refused, and what one does names it', () => {
  const film = (port: number) =>
    probes.filter(
      (each) => zoneId(each.from) === 'iot' && each.destination === '10.3.20.11' && each.protocol === 'tcp' && each.port === port,
    );
  expect(film(8096).map(({ rule }) => rule?.flow.id)).toEqual(film(8096).map(() => 'allow.films.one.tcp'));
  expect(film(8096).length).toBeGreaterThan(0);
  expect(film(9011).map(({ rule }) => rule)).toEqual(film(9011).map(() => undefined));
});
