import { type EngineApiProxy, endpointOf } from '../../../core/compose/engine.ts';
import { entryContainers } from '../../../core/compose/entry-containers.ts';
import type { Service } from '../../../core/model/service/service.ts';

/** Label that the hub's parser `crowdsecurity/traefik-logs` looks for. */
const LABELS = { type: 'traefik' };

/**
 * Where CrowdSec reads the JSON access log of the ingress: its file, when it has one, else the output of its container. Undefined when
 * the ingress is no container and has no file, so that there is nothing to read. Source: CrowdSec's data sources `file` and `docker`.
 */
export function accessLogSource(engine: Service, ingress: Service, proxy: EngineApiProxy, traefikOptions: unknown): object | undefined {
  const file = accessLogFile(traefikOptions);
  if (file !== undefined) return { source: 'file', filenames: [file], labels: LABELS };
  const container = containerName(ingress);
  if (container === undefined) return undefined;
  return {
    source: 'docker',
    ...(engine.dockerApi ? { docker_host: endpointOf(proxy) } : {}),
    container_name: [container],
    labels: LABELS,
  };
}

/** `systems.traefik.access-log`; the options of another generator are of no known type here. */
function accessLogFile(options: unknown): string | undefined {
  const file = typeof options === 'object' && options !== null && 'access-log' in options ? options['access-log'] : undefined;
  return typeof file === 'string' ? file : undefined;
}

/** Name that Compose gives the container, unless the fragment gives one. */
function containerName(service: Service): string | undefined {
  if (!service.compose) return undefined;
  const entries = entryContainers(service, service.compose);
  const entry = entries.includes(service.id) ? service.id : entries[0];
  if (entry === undefined) return undefined;
  const own = service.compose.services[entry]?.['container_name'];
  return typeof own === 'string' ? own : `${service.id}-${entry}-1`;
}
