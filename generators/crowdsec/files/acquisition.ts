import { type EngineApiProxy, endpointOf } from '../../../core/compose/engine.ts';
import { entryContainers } from '../../../core/compose/entry-containers.ts';
import type { Service } from '../../../core/model/service/service.ts';
import type { AccessLog } from '../../../core/roles/ingress.ts';

/**
 * Where CrowdSec reads the JSON access log of the ingress: its file, when it has one, else the output of its container. Undefined when
 * the ingress is no container and has no file, so that there is nothing to read. Source: CrowdSec's data sources `file` and `docker`.
 */
export function accessLogSource(engine: Service, ingress: Service, proxy: EngineApiProxy, { file, format }: AccessLog): object | undefined {
  // What the hub's parser of this form looks for, as `crowdsecurity/traefik-logs` does.
  const labels = { type: format };
  if (file !== undefined) return { source: 'file', filenames: [file], labels };
  const container = containerName(ingress);
  if (container === undefined) return undefined;
  return {
    source: 'docker',
    ...(engine.engineApi ? { docker_host: endpointOf(proxy) } : {}),
    container_name: [container],
    labels,
  };
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
