import { describe, expect, it } from 'vitest';
import type { SystemParts } from '../../contract.ts';
import type { Span } from '../../diagnostic.ts';
import type { Reporter } from '../../reporter.ts';
import type { ResolverRole } from '../../roles/resolver.ts';
import { resolveRouter } from './resolve-router.ts';

const input = { title: 'Router', system: 'plain', trunk: 'lan0', upstream: [] };
// Ids are those of folders; what these two play is made up.
const player = (id: 'dnsmasq' | 'unbound', resolver: ResolverRole): SystemParts => ({ id, title: id, plays: { resolver } });
const usual = player('dnsmasq', { routers: ['plain'], byDefault: true });
const other = player('unbound', { routers: ['plain', 'other'], byDefault: false, alsoCalled: ['names'] });

function resolved(more: Partial<typeof input> & { resolver?: string }, systems: readonly SystemParts[]) {
  const found: { code: string; at: unknown; hint: string | undefined }[] = [];
  const at = (key: string, path: readonly unknown[]) => [key, ...path].join('.') as unknown as Span;
  const reporter = {
    report: (code: string, at: unknown, _: string, more?: { hint?: string }) => found.push({ code, at, hint: more?.hint }),
    labSpan: at,
  } as Partial<Reporter> as Reporter;
  return { router: resolveRouter({ ...input, ...more }, systems, reporter), found };
}

describe('the resolver of the router', () => {
  it('is the usual one on such a router where the inventory names none', () => {
    expect(resolved({}, [other, usual]).router?.resolver).toBe('dnsmasq');
  });

  it('is known by each name of a system', () => {
    expect(resolved({ resolver: 'unbound' }, [usual, other]).router?.resolver).toBe('unbound');
    expect(resolved({ resolver: 'names' }, [usual, other]).router?.resolver).toBe('unbound');
  });

  it('is refused where it does not answer, with those that do', () => {
    const { router, found } = resolved({ system: 'other', resolver: 'dnsmasq' }, [usual, other]);
    expect(router).toBeUndefined();
    expect(found).toEqual([{ code: 'invalid-value', at: 'router.resolver', hint: 'Known here: names, unbound.' }]);
  });

  it('has to be named where none is usual', () => {
    const { router, found } = resolved({ system: 'other' }, [usual, other]);
    expect(router).toBeUndefined();
    expect(found).toMatchObject([{ code: 'missing-key', at: 'router' }]);
  });
});
