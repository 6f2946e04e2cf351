import { entryContainers } from '../../../core/facts/entry-containers.ts';
import type { Service } from '../../../core/model/model.ts';
import type { AccessLog } from '../../../core/roles/ingress.ts';
import { DOCKER_API_ENDPOINT } from '../../compose/facts/docker-proxy.ts';

/**
 * Where CrowdSec reads the JSON access log of the ingress: its file, when it has one, else the output of its container. Undefined when
 * the ingress is no container and has no file, so that there is nothing to read. Source: CrowdSec's data sources `file` and `docker`.
 */
export function accessLogSource(engine: Service, ingress: Service, { file, format }: AccessLog): object | undefined {
  // What the hub's parser of this form looks for, as `crowdsecurity/traefik-logs` does.
  const labels = { type: format };
  if (file !== undefined) return { source: 'file', filenames: [file], labels };
  const container = containerName(ingress);
  if (container === undefined) return undefined;
  return {
    source: 'docker',
    ...(engine.dockerApi ? { docker_host: DOCKER_API_ENDPOINT } : {}),
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
