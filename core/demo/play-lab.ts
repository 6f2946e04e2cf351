import type { CollectorWorld, Model, OwnFile } from '../contract.ts';
import type { Probe } from '../facts/probe.ts';
import { probesOf } from '../facts/probes.ts';
import { EMPTY_LEDGER, type Ledger } from '../plan/ledger.ts';
import { certificatesFor, makeAuthority } from './certificates.ts';
import { serveNames } from './dns-server.ts';
import { type Handler, type Listener, LOOPBACK, serve } from './listener.ts';
import { ENDING_DAYS, type Script, writeScript } from './script.ts';
import type { StandIn } from './stand-in.ts';
import { isSilent, web } from './web.ts';

/** A lab that listens on this machine alone. */
export interface PlayedLab {
  readonly script: Script;
  /** Leads every declared endpoint to its listener here, and everything else to a closed port. */
  readonly io: CollectorWorld;
  /** Ends all listeners. May be called twice. */
  stop(): Promise<void>;
}

/** Nothing ever listens there. */
const CLOSED = { host: LOOPBACK, port: 1 } as const;
const GOOD_DAYS = 74;

interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly probes: Probe[];
  readonly handlers: Handler[];
  secure: boolean;
}

/**
 * Starts a listener for every endpoint that the lab declares, and for those that the doubles of its systems play. `fail` is the id of the service that fails; see
 * {@link writeScript}. `ledger` says what is generated; nothing is unless it is given.
 */
export async function playLab(
  model: Model,
  standIns: readonly StandIn[],
  options: { readonly fail?: string | undefined; readonly now?: () => Date; readonly ledger?: Ledger } = {},
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
    for (const endpoint of endpointsOf(model, standIns, script, now()).values()) {
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
      return found ? { host: found.host, port: found.port } : CLOSED;
    };
    const ledger = options.ledger ?? EMPTY_LEDGER;
    const files = new Map(standIns.flatMap((standIn) => [...(standIn.files?.(model, script, now(), ledger) ?? [])]));
    const repository = { ownFile: (path: string) => playedFile(files.get(path)), ledger: () => ledger };
    const io = {
      now,
      route,
      dnsServer: { host: names.host, port: names.port },
      ca: authority.ca,
      localAddresses: [],
      demo: true,
      repository,
    };
    return { script, io, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const playedFile = (text: string | undefined): OwnFile =>
  text === undefined ? { kind: 'missing' } : { kind: 'file', bytes: Buffer.from(text) };

const keyOf = (host: string, port: number): string => `${host.toLowerCase()} ${port}`;

function endpointsOf(model: Model, standIns: readonly StandIn[], script: Script, now: Date): Map<string, Endpoint> {
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
  for (const { host, port, secure, handler } of standIns.flatMap((standIn) => standIn.endpoints(model, script, now))) {
    const endpoint = at(host, port);
    endpoint.handlers.push(handler);
    endpoint.secure ||= secure;
  }
  return endpoints;
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
