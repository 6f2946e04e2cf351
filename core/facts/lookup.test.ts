import { describe, expect, it } from 'vitest';
import { makeLab } from '../../tests/bench/make-lab.ts';
import { loadSources } from '../load.ts';
import { containersOf, guestsOn, routesOf, servicesIn, servicesOn, stackOf } from './lookup.ts';

const loaded = loadSources(makeLab({ services: 100 }));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics[0]));
const { model, facts } = loaded.value;

describe('lookups', () => {
  it('give what a search of the whole list gives, in its order', () => {
    for (const service of model.services) {
      expect(routesOf(facts, service)).toEqual(facts.routes.filter((route) => route.service === service));
      expect(containersOf(facts, service)).toEqual(facts.containers.filter((container) => container.service === service));
      expect(stackOf(facts, service)).toBe(facts.stacks.find((stack) => stack.service === service));
    }
    for (const machine of [...model.hosts, ...model.guests])
      expect(servicesOn(model, machine)).toEqual(model.services.filter(({ runsOn }) => runsOn === machine));
    for (const host of model.hosts) expect(guestsOn(model, host)).toEqual(model.guests.filter((guest) => guest.host === host));
    for (const network of model.networks)
      expect(servicesIn(model, network)).toEqual(model.services.filter((service) => service.network === network));
  });

  it('forget nothing of another lab', () => {
    const [service] = model.services;
    if (!service) throw new Error('no service');
    expect(routesOf({ ...facts, routes: [] }, service)).toEqual([]);
  });
});
