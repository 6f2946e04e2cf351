import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import { containerOf } from './container-of.ts';
import type { ExposeInput } from './expose-schema.ts';
import type { Exposure } from './exposure.ts';

export function resolveExposure(
  id: string,
  index: number,
  input: ExposeInput,
  domain: string,
  containers: readonly string[],
  context: Context,
): Exposure {
  const middlewares = input.middlewares.flatMap(
    (name, position) => context.find('middlewares', name, place('services', id, 'expose', index, 'middlewares', position)) ?? [],
  );
  const container = containerOf(
    id,
    `expose[${index}]`,
    input.container,
    containers,
    place('services', id, 'expose', index, ...(input.container === undefined ? [] : ['container'])),
    context,
  );
  return {
    hostname: `${input.host}.${domain}`,
    ...(container === undefined ? {} : { container }),
    port: input.port,
    scheme: input.scheme,
    to: [...new Set(input.to)].sort(),
    middlewares,
    ...resolveExposedAccess(id, index, input, context),
    ...(input.open === undefined ? {} : { open: { because: input.open } }),
  };
}

function resolveExposedAccess(id: string, index: number, input: ExposeInput, context: Context): Pick<Exposure, 'access'> {
  const { access, 'access-audience': audience, to } = input;
  const at = place('services', id, 'expose', index, access === undefined ? 'access-audience' : 'access');
  if (access === undefined && audience === undefined) return {};
  if (access === undefined || !to.includes('tunnel')) {
    const message =
      access === undefined
        ? `services.${id}.expose[${index}] has an audience tag, but no access policy that it belongs to.`
        : `services.${id}.expose[${index}] asks for ${access}, but only requests through the tunnel pass the edge, which would ask.`;
    context.report('invalid-value', at, message, {
      hint: access === undefined ? 'Add access: <policy>.' : 'Add tunnel to its to:, or take access away.',
    });
    return {};
  }
  const policy = context.find('access', access, at);
  return policy ? { access: { policy, ...(audience === undefined ? {} : { audience }) } } : {};
}
