import { yamlFlowString } from '../../../formats/yaml-scalar.ts';
import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import { containerOf } from './container-of.ts';
import type { ExposeInput } from './expose-schema.ts';
import type { Audience, Exposure } from './exposure.ts';

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
    open: resolveOpen(id, index, input, context),
  };
}

/**
 * The reasons by audience. One for an audience that cannot come is refused: the hostname would be open to it as soon as somebody adds it.
 */
function resolveOpen(id: string, index: number, { open, to }: ExposeInput, context: Context): Exposure['open'] {
  if (open === undefined) return {};
  const isShort = typeof open === 'string';
  const reasons: Exposure['open'] = isShort ? { lan: open } : byAudience(open);
  for (const audience of Object.keys(reasons) as Audience[]) {
    if (to.includes(audience)) continue;
    const path = ['expose', index, 'open', ...(isShort ? [] : [audience])];
    const which = isShort ? `in short, which counts for ${audience}` : `for ${audience}`;
    context.report(
      'invalid-value',
      place('services', id, ...path),
      `services.${id}.expose[${index}] says why it is open ${which}, where it is not exposed; it would be open as soon as it were.`,
      {
        what: 'key',
        hint: isShort
          ? `Say whom the reason is for: open: { ${to.map((each) => `${each}: ${yamlFlowString(open)}`).join(', ')} }.`
          : `Take ${audience} out of open:, or add it to to:.`,
      },
    );
  }
  return reasons;
}

function byAudience({ lan, tunnel }: Exclude<ExposeInput['open'], string | undefined>): Exposure['open'] {
  return { ...(lan === undefined ? {} : { lan }), ...(tunnel === undefined ? {} : { tunnel }) };
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
