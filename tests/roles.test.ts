import { describe, expect, it } from 'vitest';
import { systems } from '../registry/systems.gen.ts';

const routers = systems.flatMap(({ plays }) => plays?.router ?? []);
const resolvers = systems.flatMap(({ plays }) => plays?.resolver ?? []);
const firewalls = systems.flatMap(({ plays }) => plays?.firewall?.router ?? []);

describe('kinds of routers', () => {
  it('are each played once, and one of them is meant by default', () => {
    expect(routers.map(({ kind }) => kind)).toEqual([...new Set(routers.map(({ kind }) => kind))]);
    expect(routers.filter(({ byDefault }) => byDefault)).toHaveLength(1);
  });

  it.each(routers.map(({ kind }) => kind))('%s has one firewall and one resolver by default', (kind) => {
    expect(firewalls.filter(({ kinds }) => kinds.includes(kind))).toHaveLength(1);
    expect(resolvers.filter(({ byDefault, routers }) => byDefault && routers.includes(kind))).toHaveLength(1);
  });

  it('are all there that a firewall or a resolver names', () => {
    const named = [...firewalls.flatMap(({ kinds }) => kinds), ...resolvers.flatMap((resolver) => resolver.routers)];
    const known: readonly string[] = routers.map(({ kind }) => kind);
    expect(named.filter((kind) => !known.includes(kind))).toEqual([]);
  });
});
