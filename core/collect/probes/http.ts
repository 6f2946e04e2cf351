import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
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
  if (probe.status.includes(status)) return { state: 'up', message: `${status} in ${value} ms`, ...timing };
  if (probe.loginStatus.includes(status)) {
    return { state: 'unknown', message: `The ingress asks for a login (${status}), so what is behind it was not seen`, ...timing };
  }
  return { state: 'down', message: `${status} rather than ${ranges(probe.status)}`, ...timing };
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
