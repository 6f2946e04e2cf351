import type { Span } from '../diagnostic.ts';
import type { Lab, Service } from '../model.ts';
import type { RawInventory } from '../parse/assemble.ts';
import { locate } from '../parse/locate.ts';
import { durationSeconds } from '../parse/schema/scalars.ts';
import { suggestionHint } from '../parse/suggest.ts';
import type { Context } from './context.ts';
import type { TypedInput } from './typed-input.ts';

/** Makes the lab's own record; its references to services are followed here because `lab` is no section with ids. */
export function resolveLab(
  input: TypedInput,
  raw: RawInventory,
  systems: Readonly<Record<string, unknown>>,
  context: Context,
): Lab | undefined {
  const { lab } = input;
  if (!lab) return undefined;
  const service = (id: string | undefined, key: string, ...rest: string[]): Service | undefined => {
    if (id === undefined) return undefined;
    const found = context.nodes.services.get(id);
    if (!found && !context.declares('services', id)) {
      const hint = suggestionHint(id, [...context.nodes.services.keys()]);
      context.report('unknown-reference', labSpan(raw, key, rest), `lab.${[key, ...rest].join('.')} is "${id}", which is no service.`, {
        hint,
      });
    }
    return found;
  };
  const ingress = service(lab.ingress, 'ingress');
  const tunnel = service(lab.tunnel, 'tunnel');
  const prometheus = service(lab.prometheus?.service, 'prometheus', 'service');
  return {
    kind: 'lab',
    id: 'lab',
    subject: 'lab:lab',
    title: lab.title,
    summary: lab.summary,
    planned: false,
    domain: lab.domain,
    timezone: lab.timezone,
    owner: lab.owner,
    ...(lab['source-url'] === undefined ? {} : { sourceUrl: lab['source-url'].replace(/\/*$/, '/') }),
    statusTtl: durationSeconds(lab['status-ttl']),
    ...(ingress ? { ingress } : {}),
    ...(tunnel ? { tunnel } : {}),
    ...(prometheus && lab.prometheus ? { prometheus: { service: prometheus, url: lab.prometheus.url } } : {}),
    systems,
  };
}

function labSpan(raw: RawInventory, key: string, rest: readonly string[]): Span {
  const entry = raw.lab.get(key);
  if (!entry) throw new Error(`lab.${key} was read but is not in the inventory`);
  return locate(entry.origin, rest, 'value');
}
