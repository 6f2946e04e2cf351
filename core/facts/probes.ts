import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { HealthCheck } from '../model/machine/machine.ts';
import type { Exposure } from '../model/service/exposure.ts';
import type { Service } from '../model/service/service.ts';
import type { Route } from '../roles/route.ts';
import { isGuarded } from './guards.ts';
import type { Probe } from './probe.ts';
import { reachablePort, routesOf } from './routes.ts';

const HTTPS = 443;
const CERTIFICATE_WARN_DAYS = 21;
/** Answers of an ingress that asks for a login before it lets a request through. */
const LOGIN = [401, 302, 303, 307];

/** Every check that can be made from inside the lab. Planned things have none. */
export const probesOf = once((model: Model): readonly Probe[] =>
  [...directProbesOf(model), ...routesOf(model).flatMap((route) => routeProbes(route, model))].sort(byCheck),
);

/** Those that ask a machine or a service itself, without the ingress. */
export const directProbesOf = once((model: Model): readonly Probe[] => {
  const machines = [...model.hosts, ...model.guests].filter((machine) => !machine.planned);
  const services = model.services.filter((service) => !service.planned);
  return [...machines.flatMap(machineProbes), ...services.flatMap(directProbes)].sort(byCheck);
});

function byCheck(a: Probe, b: Probe): number {
  return compare(a.subject, b.subject) || compare(a.check, b.check);
}

function machineProbes(machine: Host | Guest): Probe[] {
  const host = machine.primary?.ip;
  return host === undefined ? [] : fromHealth(machine.subject, machine.health, host, (port) => port, undefined);
}

/** The service itself, without the ingress, when its machine lets other machines reach it. */
function directProbes(service: Service): Probe[] {
  const fallback: Exposure | undefined = service.expose[0];
  const port = (wanted: number) => reachablePort(service, wanted, wanted === fallback?.port ? fallback.container : undefined);
  return service.address === undefined
    ? []
    : fromHealth(service.subject, service.health, service.address, port, fallback?.port ?? service.ports[0]?.port);
}

function fromHealth(
  subject: Probe['subject'],
  health: HealthCheck,
  host: string,
  reach: (port: number) => number | undefined,
  fallback: number | undefined,
): Probe[] {
  switch (health.kind) {
    case 'none':
      return [];
    case 'tcp': {
      const port = reach(health.port);
      return port === undefined ? [] : [{ kind: 'tcp', subject, check: `tcp:${health.port}`, title: `TCP ${health.port}`, host, port }];
    }
    case 'http': {
      const wanted = health.port ?? fallback ?? (health.scheme === 'https' ? HTTPS : 80);
      const port = reach(wanted);
      if (port === undefined) return [];
      const { scheme, path, status } = health;
      return [
        {
          kind: 'http',
          subject,
          check: 'http',
          title: `HTTP ${path} on the machine`,
          host,
          port,
          scheme,
          hostname: host,
          path,
          status,
          loginStatus: [],
        },
      ];
    }
  }
}

/** What a client in the LAN sees: the name resolves, the certificate is good, the ingress answers. */
function routeProbes({ exposure, service }: Route, model: Model): Probe[] {
  const host = model.lab.ingress?.address;
  if (host === undefined || !exposure.to.includes('lan')) return [];
  const { hostname } = exposure;
  const { health, subject } = service;
  const guarded = isGuarded(exposure);
  const path = health.kind === 'http' && (health.port === undefined || health.port === exposure.port) ? health.path : '/';
  const status = health.kind === 'http' ? health.status : Array.from({ length: 200 }, (_, index) => 200 + index);
  return [
    { kind: 'dns', subject, check: `dns:${hostname}`, title: `DNS ${hostname}`, host: '', port: 53, name: hostname, expect: [host] },
    {
      kind: 'http',
      subject,
      check: `ingress:${hostname}`,
      title: `HTTPS ${path} through the ingress`,
      host,
      port: HTTPS,
      scheme: 'https',
      hostname,
      path,
      status: guarded ? status.filter((code) => !LOGIN.includes(code)) : status,
      loginStatus: guarded ? LOGIN : [],
    },
    {
      kind: 'tls',
      subject,
      check: `tls:${hostname}`,
      title: `Certificate of ${hostname}`,
      host,
      port: HTTPS,
      hostname,
      warnDays: CERTIFICATE_WARN_DAYS,
    },
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
