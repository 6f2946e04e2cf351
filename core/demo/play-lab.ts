import { dockerApi } from '../../generators/compose/stand-in/docker-api.ts';
import { prometheusApi } from '../../generators/prometheus/stand-in/prometheus-api.ts';
import type { CollectorIo, Model } from '../contract.ts';
import type { Probe } from '../facts/probe.ts';
import { probesOf } from '../facts/probes.ts';
import { certificatesFor, makeAuthority } from './certificates.ts';
import { serveNames } from './dns-server.ts';
import { type Handler, type Listener, LOOPBACK, serve } from './listener.ts';
import { ENDING_DAYS, type Script, writeScript } from './script.ts';
import { isSilent, web } from './web.ts';

/** A lab that listens on this machine alone. */
export interface PlayedLab {
  readonly script: Script;
  /** Leads every declared endpoint to its listener here, and everything else to nobody. */
  readonly io: Omit<CollectorIo, 'signal'>;
  /** Ends all listeners. May be called twice. */
  stop(): Promise<void>;
}

/** Nobody ever listens there. */
const NOBODY = { host: LOOPBACK, port: 1 } as const;
const GOOD_DAYS = 74;

interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly probes: Probe[];
  readonly handlers: Handler[];
  secure: boolean;
}

/** Starts a listener for every endpoint that the lab declares. `fail` is the id of the service that fails; see {@link writeScript}. */
export async function playLab(
  model: Model,
  options: { readonly fail?: string | undefined; readonly now?: () => Date } = {},
): Promise<PlayedLab> {
  const now = options.now ?? (() => new Date());
  const script = writeScript(model, options.fail);
  const listeners = new Map<string, Listener>();
  const stop = async (): Promise<void> => {
    // The name server may stand under several endpoints.
    const open = [...new Set(listeners.values())];
    listeners.clear();
    await Promise.all(open.map((listener) => listener.close()));
  };
  try {
    const authority = await makeAuthority(now());
    const daysOf = (name: string): number => (name === script.ending?.hostname ? ENDING_DAYS : GOOD_DAYS);
    for (const endpoint of endpointsOf(model, script, now()).values()) {
      if (isSilent(model, endpoint.probes, script)) continue;
      const names = [
        ...new Set([...endpoint.probes.flatMap((probe) => ('hostname' in probe ? [probe.hostname.toLowerCase()] : [])), endpoint.host]),
      ];
      const certificates = endpoint.secure ? await certificatesFor(authority, names, daysOf) : undefined;
      listeners.set(keyOf(endpoint.host, endpoint.port), await serve([...endpoint.handlers, web(endpoint.probes, script)], certificates));
    }
    const names = await serveNames(answersOf(model));
    listeners.set('names', names);
    for (const probe of probesOf(model))
      if (probe.kind === 'dns' && probe.host !== '' && probe.subject !== script.failing?.subject)
        listeners.set(keyOf(probe.host, probe.port), names);
    const route = (host: string, port: number) => {
      const found = listeners.get(keyOf(host, port));
      return found ? { host: found.host, port: found.port } : NOBODY;
    };
    const io = { now, route, dnsServer: { host: names.host, port: names.port }, ca: authority.ca, localAddresses: [], demo: true };
    return { script, io, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const keyOf = (host: string, port: number): string => `${host.toLowerCase()} ${port}`;

function endpointsOf(model: Model, script: Script, now: Date): Map<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  const at = (host: string, port: number): Endpoint => {
    const endpoint = endpoints.get(keyOf(host, port)) ?? { host, port, probes: [], handlers: [], secure: false };
    endpoints.set(keyOf(host, port), endpoint);
    return endpoint;
  };
  for (const probe of probesOf(model)) {
    if (probe.kind === 'dns') continue;
    const endpoint = at(probe.host, probe.port);
    endpoint.probes.push(probe);
    endpoint.secure ||= probe.kind === 'tls' || (probe.kind === 'http' && probe.scheme === 'https');
  }
  for (const machine of [...model.hosts, ...model.guests]) {
    if (machine.docker?.endpoint === undefined || machine.planned) continue;
    const { host, port, secure } = dockerAddress(machine.docker.endpoint, machine.id);
    const endpoint = at(host, port);
    endpoint.handlers.push(dockerApi(machine, model, script, now));
    endpoint.secure ||= secure;
  }
  if (model.lab.prometheus) {
    const url = new URL(model.lab.prometheus.url);
    const secure = url.protocol === 'https:';
    const endpoint = at(url.hostname.replace(/^\[|\]$/g, ''), Number(url.port) || (secure ? 443 : 80));
    endpoint.handlers.push(prometheusApi(model, script, now));
    endpoint.secure ||= secure;
  }
  return endpoints;
}

/** Where the Docker collector asks `io.route` for: a port, or the machine's name for a socket and for SSH. */
function dockerAddress(text: string, machine: string): { host: string; port: number; secure: boolean } {
  const match = /^(tcp|https):\/\/(?:\[([^\]]+)\]|([^:/]+))(?::(\d+))?/.exec(text);
  if (!match) return { host: `docker:${machine}`, port: 0, secure: false };
  const secure = match[1] === 'https';
  return { host: match[2] ?? match[3] ?? '', port: Number(match[4] ?? (secure ? 2376 : 2375)), secure };
}

function answersOf(model: Model): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const probe of probesOf(model))
    if (probe.kind === 'dns')
      names.set(probe.name.toLowerCase(), [
        ...(names.get(probe.name.toLowerCase()) ?? []),
        ...(probe.expect.length > 0 ? probe.expect : [LOOPBACK]),
      ]);
  return names;
}
