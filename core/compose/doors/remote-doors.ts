import { once } from '../../../lib/once.ts';
import type { ComposeFragment, Service } from '../../model/service/service.ts';
import type { ContainerEngine } from '../engine.ts';
import { lenderOf, networkKindOf } from '../network-kind.ts';
import { publishedPorts } from '../published-ports.ts';
import { askedEngines } from './asked-engines.ts';
import { contextsIn } from './context-doors.ts';
import { asSpec, type Door, listed, type Spec } from './door.ts';
import { hostPath, isWithin } from './host-path.ts';
import { mountsOf } from './mounts-of.ts';
import { type SaidWord, saidWords } from './said-words.ts';

const ITSELF = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/;

/**
 * Addresses of engines that containers of a service are told to ask, and that no container of the lab answers at: the engine itself listens
 * there, and whoever reaches it rules its machine. A container in between is a proxy, whose own door has a reason of its own.
 */
export function remoteDoorsOf(service: Service, services: readonly Service[], engine: ContainerEngine): readonly Door[] {
  const { compose } = service;
  if (!compose) return [];
  return Object.entries(compose.services).flatMap(([container, spec]) => {
    const beside = companionWords(service, container, compose);
    const stored = contextsIn(beside, engine).map(([path, opening]) => ({ container, ...opening, path: ['services', container, ...path] }));
    const asked = [...saidWords(spec, compose), ...beside].flatMap(([path, word]) =>
      askedEngines(word, engine).flatMap(({ host, port }): Door[] => {
        const asked = placesOf(host, container, compose);
        if (asked.every((place) => answers(place, port, container, compose, service, services, engine))) return [];
        const what = `asks an engine at ${host}:${port}, where no container of the lab answers`;
        return [{ container, kind: 'socket', key: `${host}:${port}`, what, path: ['services', container, ...path] }];
      }),
    );
    return [...stored, ...asked];
  });
}

/** What files beside the project say, to a container that mounts them. */
function companionWords({ companions, runsOn }: Service, container: string, project: ComposeFragment): readonly SaidWord[] {
  if (companions.length === 0) return [];
  return mountsOf(container, project, runsOn).flatMap(({ source, path: [, , ...at] }) => {
    const path = hostPath(source);
    return companions.flatMap((each): SaidWord[] => (path === '.' || isWithin(each.path, path) ? [[at, each.text]] : []));
  });
}

/** What a name leads to: the addresses that the container is given for it count before what has that name. */
function placesOf(host: string, container: string, project: ComposeFragment): readonly string[] {
  const given = [container, lenderOf(project, container)].flatMap((name) => extraHosts(asSpec(project.services[name])['extra_hosts']));
  const places = given.filter(([name]) => name.toLowerCase() === host).map(([, address]) => address);
  return places.length > 0 ? places : [host];
}

function extraHosts(value: unknown): readonly (readonly [name: string, address: string])[] {
  if (!Array.isArray(value))
    return Object.entries(asSpec(value)).flatMap(([name, to]) => [to].flat().map((address) => [name, String(address)] as const));
  return value.flatMap((line) => {
    const [, name, address] = /^([^:=]+)[:=](.+)$/.exec(String(line)) ?? [];
    return name === undefined || address === undefined ? [] : [[name, address] as const];
  });
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
