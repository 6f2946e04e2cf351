import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { amount, say } from '../../../lib/phrase/phrase.ts';
import type { Probe } from '../../facts/probe.ts';
import { type ProbeIo, type ProbeOutcome, unanswered } from './outcome.ts';

type HttpProbe = Extract<Probe, { kind: 'http' }>;

/** One GET. Redirects are answers, not followed; the body is not read. `value` is the time to the first byte in ms. */
export async function probeHttp(probe: HttpProbe, io: ProbeIo): Promise<ProbeOutcome> {
  const started = performance.now();
  try {
    const status = await getStatus(probe, io);
    return judgeStatus(probe, status, Math.round(performance.now() - started));
  } catch (error) {
    return unanswered(probe, error);
  }
}

function judgeStatus(probe: HttpProbe, status: number, value: number): ProbeOutcome {
  const timing = { value, unit: 'ms' } as const;
  const took = amount(value, 'ms');
  const isGuarded = probe.loginStatus.length > 0;
  if (probe.loginStatus.includes(status))
    return { state: 'up', message: say`The ingress asks for a login (${status}), as it should, in ${took}`, ...timing };
  if (!probe.status.includes(status))
    return { state: 'down', message: say`${status} rather than ${ranges(isGuarded ? probe.loginStatus : probe.status)}`, ...timing };
  if (isGuarded)
    return { state: 'degraded', message: say`${status} without the login that the inventory declares in front of it`, ...timing };
  return { state: 'up', message: say`${status} in ${took}`, ...timing };
}

/** `200, 204 or 300 to 399`. */
function ranges(statuses: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const status of [...statuses].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && status <= run[1] + 1) run[1] = status;
    else runs.push([status, status]);
  }
  const words = runs.map(([first, last]) => (first === last ? String(first) : `${first} to ${last}`));
  const last = words.pop() ?? 'anything';
  return words.length === 0 ? last : `${words.slice(0, 6).join(', ')} or ${last}`;
}

function getStatus(probe: HttpProbe, io: ProbeIo): Promise<number> {
  const { host, port } = io.route(probe.host, probe.port);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = {
    host,
    port,
    path: probe.path,
    method: 'GET',
    headers: { host: probe.hostname, 'user-agent': 'rackbook-probe', accept: '*/*' },
    agent: false,
    signal: io.signal,
  } as const;
  const answered = (response: IncomingMessage): void => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  };
  // A reachability check: whether the certificate is right is the tls probe's question, and an appliance's own is self-signed.
  const servername = isIP(probe.hostname) === 0 ? probe.hostname : '';
  const request =
    probe.scheme === 'https'
      ? httpsRequest({ ...options, servername, rejectUnauthorized: false }, answered)
      : httpRequest(options, answered);
  request.on('error', reject);
  request.end();
  return promise;
}
