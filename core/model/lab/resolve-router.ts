import { suggestionHint } from '../../../lib/suggest.ts';
import type { SystemParts } from '../../contract.ts';
import type { Reporter } from '../../reporter.ts';
import { namesOfResolver } from '../../roles/resolver.ts';
import type { Router } from './router.ts';
import type { LabInput } from './schema.ts';

/** Makes the router's record; undefined, with a report, where nothing would answer for names on it. */
export function resolveRouter(
  { wan, resolver: named, ...rest }: NonNullable<LabInput['router']>,
  systems: readonly SystemParts[],
  reporter: Reporter,
): Router | undefined {
  const able = systems.flatMap(({ id, plays }) =>
    plays?.resolver?.routers.includes(rest.system) ? [{ id, names: namesOfResolver(id, plays.resolver), ...plays.resolver }] : [],
  );
  const resolver = able.find(({ names, byDefault }) => (named === undefined ? byDefault : names.includes(named)));
  if (resolver) return { ...rest, resolver: resolver.id, ...(wan === undefined ? {} : { wan }) };
  const known = [...new Set(able.flatMap(({ names }) => names))].sort();
  if (named === undefined)
    reporter.report('missing-key', reporter.labSpan('router', []), 'lab.router does not say what answers for names on it.', {
      hint: suggestionHint('', known),
    });
  else
    reporter.report(
      'invalid-value',
      reporter.labSpan('router', ['resolver']),
      `lab.router.resolver is "${named}", which answers for no names on a router of the kind ${rest.system}.`,
      { hint: suggestionHint(named, known) },
    );
  return undefined;
}
