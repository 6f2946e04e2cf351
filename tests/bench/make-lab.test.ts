import { describe, expect, it } from 'vitest';
import { routesOf } from '../../core/facts/routes.ts';
import { startOrderOf } from '../../core/facts/start-order.ts';
import { loadSources } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import { makeLab } from './make-lab.ts';

describe('makeLab', () => {
  it('makes a lab without mistakes, with all that real ones have', () => {
    const loaded = loadSources(makeLab({ services: 100 }), systems);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics.slice(0, 5), null, 2));
    const { model } = loaded.value;
    const frame = ['pbs', 'restic'];
    expect(model.services.filter(({ id }) => !frame.includes(id))).toHaveLength(100);
    expect(loaded.warnings).toEqual([]);
    expect(new Set(routesOf(model).map(({ via }) => via))).toEqual(new Set(['container', 'address']));
    expect(new Set(model.services.map(({ runsOn }) => runsOn.kind))).toEqual(new Set(['host', 'guest']));
    expect(new Set(model.services.map(({ compose }) => Object.keys(compose?.services ?? {}).length))).toEqual(new Set([0, 1, 2, 3]));
    expect(model.services.some(({ needs }) => needs.length > 0)).toBe(true);
    expect(model.services.some(({ planned }) => planned)).toBe(true);
    expect(startOrderOf(model).length).toBeGreaterThan(3);
  });

  it('makes the same bytes of the same seed and others of another', () => {
    expect(makeLab({ services: 100 })).toEqual(makeLab({ services: 100 }));
    expect(makeLab({ services: 100, seed: 2 })).not.toEqual(makeLab({ services: 100 }));
  });

  it('grows by adding: a service of the small lab is the same in the large one', () => {
    const large = new Map(makeLab({ services: 200 }).map(({ path, text }) => [path, text]));
    const services = makeLab({ services: 100 }).filter(({ path }) => path.includes('/services/'));
    expect(services.filter(({ path, text }) => large.get(path) !== text)).toEqual([]);
  });
});
