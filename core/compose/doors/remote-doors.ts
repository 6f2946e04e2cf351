import { once } from '../../../lib/once.ts';
import type { ComposeFragment, Service } from '../../model/service/service.ts';
import type { KeyPath } from '../../parse/locate.ts';
import type { ContainerEngine } from '../engine.ts';
import { networkKindOf } from '../network-kind.ts';
import { pairsOf } from '../overlay/place-value.ts';
import { publishedPorts } from '../published-ports.ts';
import { asSpec, type Door, listed, type Spec } from './door.ts';

const ITSELF = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Addresses of engines that containers of a service are told to ask, and that no container of the lab answers at: the engine itself listens
 * there, and whoever reaches it rules its machine. A container in between is a proxy, whose own door has a reason of its own.
 */
export function remoteDoorsOf(service: Service, services: readonly Service[], engine: ContainerEngine): readonly Door[] {
  const { compose } = service;
  if (!compose) return [];
  return Object.entries(compose.services).flatMap(([container, spec]) =>
    saidWords(spec).flatMap(([path, word]) =>
      [...word.matchAll(engine.remote)].flatMap(({ groups = {} }): Door[] => {
        const { host = '', port = '' } = groups;
        if (answers(host, Number(port), container, compose, service, services, engine)) return [];
        const what = `asks an engine at ${host}:${port}, where no container of the lab answers`;
        return [{ container, kind: 'socket', key: `${host}:${port}`, what, path: ['services', container, ...path] }];
      }),
    ),
  );
}

function saidWords(spec: Spec): readonly (readonly [path: KeyPath, word: string])[] {
  const variables = Object.entries(pairsOf(spec['environment'])).map(([name, value], index): readonly [KeyPath, string] => [
    ['environment', Array.isArray(spec['environment']) ? index : name],
    String(value),
  ]);
  const words = ['command', 'entrypoint'].flatMap((key): readonly (readonly [KeyPath, string])[] => {
    const said = spec[key];
    return typeof said === 'string' ? [[[key], said]] : listed(said).map((word, index) => [[key, index], word]);
  });
  return [...variables, ...words];
}

function answers(
  host: string,
  port: number,
  container: string,
  project: ComposeFragment,
  service: Service,
  services: readonly Service[],
  engine: ContainerEngine,
): boolean {
  if (service.engineApi && host === engine.apiProxy.container) return true;
  const { names, published } = answering(services);
  if (ITSELF.test(host) && networkKindOf(project, container) !== 'host') return true;
  if (names.has(host)) return true;
  const { id, addresses } = service.runsOn;
  const places = ITSELF.test(host) || /^(host|gateway)\.|^host-gateway$/.test(host) ? [id, ...addresses.map(({ ip }) => ip)] : [host];
  return places.some((place) => published.has(`${place}:${port}`));
}

/** Names of all containers of the lab, and where their ports are published. */
const answering = once((services: readonly Service[]) => {
  const names = new Set<string>();
  const published = new Set<string>();
  for (const { compose, runsOn } of services)
    for (const [name, spec] of Object.entries(compose?.services ?? {})) {
      for (const each of namesOf(name, spec)) names.add(each);
      for (const { ip, port } of publishedPorts(spec)) {
        const isEverywhere = ip === undefined || ip === '0.0.0.0' || ip === '::';
        for (const address of runsOn.addresses)
          if (isEverywhere || ip === address.ip) for (const place of [address.ip, runsOn.id]) published.add(`${place}:${port}`);
      }
    }
  return { names, published };
});

function namesOf(name: string, { container_name, hostname, networks }: Spec): readonly string[] {
  const aliases = Object.values(asSpec(networks)).flatMap((options) => listed(asSpec(options)['aliases']));
  return [name, container_name, hostname, ...aliases].flatMap((each) => (typeof each === 'string' ? [each] : []));
}
