import { probeProves } from '../collect/checks.ts';
import type { Model } from '../contract.ts';
import type { Probe } from '../facts/probe.ts';
import type { Handler } from './listener.ts';
import type { Script } from './script.ts';

/** Answers the HTTP probes of one endpoint by their Host header and path, the failing service's as its ingress would. */
export function web(probes: readonly Probe[], script: Script): Handler {
  const pages = new Map<string, number>();
  for (const probe of probes) {
    if (probe.kind !== 'http') continue;
    const status = probe.subject === script.failing?.subject ? 502 : (probe.loginStatus[0] ?? probe.status[0] ?? 200);
    pages.set(`${probe.hostname.toLowerCase()} ${probe.path}`, status);
  }
  return ({ host, url }) => {
    const status = pages.get(`${host} ${url.pathname}${url.search}`);
    return status === undefined ? undefined : { status, body: `${status}, played by the demo\n` };
  };
}

/** Whether nothing listens at an endpoint with these probes, because its listener is the failing service. */
export function isSilent(model: Model, probes: readonly Probe[], script: Script): boolean {
  const { failing } = script;
  if (!failing) return false;
  return probes.some((probe) =>
    probeProves(model, probe) === 'direct' ? probe.subject === failing.subject : failing === model.lab.ingress,
  );
}
