import type { SystemParts } from '../../contract.ts';
import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import type { Middleware, NativeMiddleware } from './middleware.ts';
import type { MiddlewareInput } from './schema.ts';

/** Makes the middlewares; a chain's members are followed whatever order they are declared in. */
export function resolveMiddlewares(input: TypedInput, context: Context): void {
  const inputs = new Map(input.middlewares);
  for (const id of inputs.keys()) resolveOne(id, [], inputs, context);
}

function resolveOne(
  id: string,
  trail: readonly string[],
  inputs: ReadonlyMap<string, MiddlewareInput>,
  context: Context,
): Middleware | undefined {
  const known = context.nodes.middlewares.get(id);
  const entry = inputs.get(id);
  if (known || !entry) return known;
  const chain = entry.chain?.flatMap((name, index) => {
    const at = place('middlewares', id, 'chain', index);
    if (name === id || trail.includes(name)) {
      const circle = [...trail.slice(trail.indexOf(name)), id, name].join(' → ');
      context.report('dependency-cycle', at, `These chains hold each other, so a request would never come out: ${circle}.`, {
        hint: 'Take the chain out of itself.',
      });
      return [];
    }
    return resolveOne(name, [...trail, id], inputs, context) ?? context.find('middlewares', name, at) ?? [];
  });
  const networks = entry.networks?.flatMap(
    (name, index) => context.find('networks', name, place('middlewares', id, 'networks', index)) ?? [],
  );
  const middleware: Middleware = {
    kind: 'middleware',
    id,
    subject: `middleware:${id}`,
    title: entry.title ?? id,
    summary: entry.summary,
    planned: entry.planned,
    ...nativeOf(entry, context.systems),
    ...(networks ? { networks } : {}),
    ...(chain ? { chain } : {}),
  };
  // A chain that holds itself was met again on the way and may have been made there.
  if (!context.nodes.middlewares.has(id)) context.nodes.middlewares.set(id, middleware);
  return context.nodes.middlewares.get(id);
}

/** What is written in the words of a system, as this system reads it. */
function nativeOf(entry: MiddlewareInput, systems: readonly SystemParts[]): { readonly native?: NativeMiddleware } {
  const written = entry as Readonly<Record<string, unknown>>;
  for (const { id, plays } of systems) {
    const own = written[id];
    // The schema of the system has taken it.
    if (plays?.ingress && own !== undefined)
      return { native: { system: id, ...plays.ingress.middleware.read(own as Readonly<Record<string, unknown>>) } };
  }
  return {};
}
