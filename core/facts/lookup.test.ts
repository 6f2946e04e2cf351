import { describe, expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { makeLab } from '../../tests/bench/make-lab.ts';
import { containersOf } from '../compose/containers.ts';
import { stacksOf } from '../compose/stacks.ts';
import { loadSources } from '../load.ts';
import { containersOfService, guestsOn, servicesIn, servicesOn, stackOf } from './lookup.ts';
import { routesOf } from './routes.ts';
import { routesOfService } from './routes-of-service.ts';

const loaded = loadSources(makeLab({ services: 100 }), systems);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics[0]));
const { model } = loaded.value;

describe('lookups', () => {
  it('give what a search of the whole list gives, in its order', () => {
    for (const service of model.services) {
      expect(routesOfService(model, service)).toEqual(routesOf(model).filter((route) => route.service === service));
      expect(containersOfService(model, service)).toEqual(containersOf(model).filter((container) => container.service === service));
      expect(stackOf(model, service)).toBe(stacksOf(model).find((stack) => stack.service === service));
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
    const other = { ...model };
    routesOf.preset(other, []);
    expect(routesOfService(other, service)).toEqual([]);
  });
});
