import { suggest } from '../../lib/suggest.ts';
import { containerNetworksOf } from '../compose/container-networks.ts';
import { engineOf } from '../compose/engine-of.ts';
import { isOff, networksNamed, secretsNamed } from '../compose/schema/names.ts';
import type { ComposeService } from '../compose/schema/service.ts';
import type { Model } from '../contract.ts';
import type { Service } from '../model/service/service.ts';
import { type Place, place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

/** Secrets that a fragment names are its own, or those that the inventory declares for the service. */
export function checkSecretNames(context: Context): void {
  for (const service of context.nodes.services.values()) {
    // Those with a mistake of their own were reported already.
    if (service.planned || service.secrets.length < context.countOf(place('services', service.id, 'secrets'))) continue;
    const known = [...declared(service, 'secrets'), ...service.secrets.map(({ id }) => id)];
    for (const { at, of } of unknownNames(service, secretsNamed, known))
      context.report('compose-invalid', at, `Nothing declares the secret "${of}" of ${service.id}, so its containers would not start.`, {
        hint: hint(
          of,
          known,
          `Add secrets: { ${of}: { what: ${of} } } beside compose: for a file that the vault holds, or declare it under secrets: of the fragment.`,
        ),
      });
  }
}

/** Networks that a fragment names are its own, or those that the lab has it join. */
export function checkNetworkNames(model: Model, context: Context): void {
  const joined = Map.groupBy(
    containerNetworksOf(model).flatMap(({ name, provider, consumers }) => [provider, ...consumers].map((member) => ({ member, name }))),
    ({ member }) => member,
  );
  for (const service of model.services) {
    if (service.planned) continue;
    const known = [
      'default',
      ...declared(service, 'networks'),
      ...(joined.get(service) ?? []).map(({ name }) => name),
      ...(service.engineApi ? [engineOf(model).apiProxy.network] : []),
    ];
    for (const { at, of } of unknownNames(service, networksNamed, known))
      context.report('compose-invalid', at, `Nothing declares the network "${of}" of ${service.id}, so its containers would not start.`, {
        ...(typeof at.path.at(-1) === 'string' ? { what: 'key' } : {}),
        hint: hint(
          of,
          known,
          `Add networks: { ${of}: {} } beside services: of the fragment; with external: true where something else makes it.`,
        ),
      });
  }
}

const declared = ({ compose }: Service, key: string): readonly string[] => Object.keys(compose?.[key] ?? {});

/** Names of things that are not known, by the services of a fragment that are on. */
function unknownNames(
  { id, compose }: Service,
  named: typeof networksNamed,
  known: readonly string[],
): readonly { readonly at: Place; readonly of: string }[] {
  const names = new Set(known);
  return Object.entries(compose?.services ?? {}).flatMap(([container, fragment]) => {
    // The schema was checked before the Model was made.
    const service = fragment as ComposeService;
    if (isOff(service)) return [];
    return [...named(service)]
      .filter(({ of }) => !names.has(of))
      .map(({ path, of }) => ({ at: place('services', id, 'compose', 'services', container, ...path), of }));
  });
}

function hint(of: string, known: readonly string[], otherwise: string): string {
  const near = suggest(of, known);
  return near === undefined ? otherwise : `Did you mean "${near}"?`;
}
