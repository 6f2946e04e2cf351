import { containersOf } from '../../../core/compose/containers.ts';
import type { Model } from '../../../core/contract.ts';
import type { Probe } from '../../../core/facts/probe.ts';
import { probesOf } from '../../../core/facts/probes.ts';
import type { SubjectId } from '../../../core/model/node.ts';

export type Labels = Readonly<Record<string, string>>;

/** Tells which thing of the lab a time series speaks of. */
export interface SubjectIndex {
  /** By its labels, undefined when nothing of the lab fits. */
  of(labels: Labels): SubjectId | undefined;
  /** The declared probe that asks the same question as a probe of Prometheus' own with this target. */
  probe(target: string): Probe | undefined;
}

/**
 * Looks, in this order, at a `subject` label, the address and port, a container's or a machine's name, and the bare address.
 * Planned things are left out: nothing may speak of them.
 */
export function subjectIndex(model: Model): SubjectIndex {
  const names = new Map<string, SubjectId>();
  const put = (name: string | undefined, subject: SubjectId): void => {
    const key = name?.toLowerCase();
    if (key !== undefined && key !== '' && !names.has(key)) names.set(key, subject);
  };
  const machines = [...model.hosts, ...model.guests].filter(({ planned }) => !planned);
  const services = model.services.filter(({ planned }) => !planned);
  const subjects = new Set<string>([...machines, ...services, ...model.repositories, model.lab].map(({ subject }) => subject));

  for (const service of services) {
    for (const { hostname } of service.expose) put(hostname, service.subject);
    for (const { port } of service.ports) put(endpoint(service.address, port), service.subject);
    if (service.health.kind !== 'none' && service.health.port !== undefined)
      put(endpoint(service.address, service.health.port), service.subject);
  }
  for (const { service, machine, published, name } of containersOf(model)) {
    for (const { port } of published) for (const { ip } of machine.addresses) put(endpoint(ip, port), service.subject);
    put(name, service.subject);
  }
  for (const { id, subject } of services) put(id, subject);
  for (const { id, title, subject, addresses } of machines) {
    for (const name of [id, title, `${id}.${model.lab.domain}`, ...addresses.flatMap(({ ip, ip6 }) => [ip, ip6])]) put(name, subject);
  }

  const probes = new Map<string, Probe>();
  for (const probe of probesOf(model)) for (const target of targetsOf(probe)) if (!probes.has(target)) probes.set(target, probe);

  return {
    of(labels) {
      if (labels['subject'] !== undefined && subjects.has(labels['subject'])) return labels['subject'] as SubjectId;
      const instance = bare(labels['instance'] ?? '');
      const candidates = [
        instance,
        withoutPort(instance),
        labels['service'],
        labels['container_label_com_docker_compose_project'],
        labels['nodename'],
        labels['hostname'],
        labels['host'],
        labels['machine'],
      ];
      for (const name of candidates) {
        const found = name === undefined ? undefined : names.get(name.toLowerCase());
        if (found) return found;
      }
      return undefined;
    },
    probe: (target) => probes.get(target.replace(/\/$/, '').toLowerCase()),
  };
}

const endpoint = (address: string | undefined, port: number): string | undefined =>
  address === undefined ? undefined : `${address.includes(':') ? `[${address}]` : address}:${port}`;

/** `https://media.lab.example.net/health` and `http://10.0.0.1:80/` to what follows the scheme, without the path. */
const bare = (instance: string): string => instance.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '');
const withoutPort = (instance: string): string => instance.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');

/** How a blackbox target that asks the same would be written. */
function targetsOf(probe: Probe): string[] {
  const at = endpoint(probe.host, probe.port) ?? '';
  const standard = probe.kind === 'http' && probe.port === (probe.scheme === 'https' ? 443 : 80);
  const written =
    probe.kind === 'tcp'
      ? [at, `tcp://${at}`]
      : probe.kind === 'http'
        ? [
            `${probe.scheme}://${probe.hostname}${standard ? '' : `:${probe.port}`}${probe.path}`,
            `${probe.scheme}://${at}${probe.path}`,
            ...(standard ? [`${probe.scheme}://${probe.hostname}:${probe.port}${probe.path}`] : []),
          ]
        : [];
  return written.map((target) => target.replace(/\/$/, '').toLowerCase());
}
