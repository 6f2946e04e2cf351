import { Resolver } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { amount, say } from '../../../lib/phrase/phrase.ts';
import { list } from '../../../lib/plain-words.ts';
import type { Probe } from '../../facts/probe.ts';
import { errorWords } from '../error-words.ts';
import { type ProbeIo, type ProbeOutcome, unanswered } from './outcome.ts';

type DnsProbe = Extract<Probe, { kind: 'dns' }>;

/** Milliseconds for one try; the outer limit ends it earlier. */
const TRY_MS = 2000;

/** Asks for a name. Every expected address has to be in the answer; without expectations any answer will do. `value` in ms. */
export async function probeDns(probe: DnsProbe, io: ProbeIo): Promise<ProbeOutcome> {
  const server = probe.host === '' ? io.dnsServer : io.route(probe.host, probe.port);
  if (server && isIP(server.host) === 0)
    return { state: 'unknown', message: `${server.host} is no address, so it cannot be asked for names` };
  const resolver = new Resolver({ timeout: TRY_MS, tries: 1 });
  if (server) resolver.setServers([isIPv6(server.host) ? `[${server.host}]:${server.port}` : `${server.host}:${server.port}`]);
  const cancel = (): void => resolver.cancel();
  io.signal.addEventListener('abort', cancel, { once: true });
  const started = performance.now();
  try {
    io.signal.throwIfAborted();
    const want6 = probe.expect.length > 0 && probe.expect.every((address) => isIPv6(address));
    const found = await (want6 ? resolver.resolve6(probe.name) : resolver.resolve4(probe.name));
    const value = Math.round(performance.now() - started);
    const missing = probe.expect.filter((address) => isIPv6(address) === want6 && !found.includes(address));
    if (missing.length > 0)
      return { state: 'down', message: `${probe.name} is ${list(found, 3)} rather than ${list(missing, 3)}`, value, unit: 'ms' };
    return { state: 'up', message: say`${probe.name} is ${list(found, 3)}, answered in ${amount(value, 'ms')}`, value, unit: 'ms' };
  } catch (error) {
    return failed(probe, error);
  } finally {
    io.signal.removeEventListener('abort', cancel);
  }
}

function failed(probe: DnsProbe, error: unknown): ProbeOutcome {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOTFOUND' || code === 'ENODATA') return { state: 'down', message: `The resolver does not know ${probe.name}` };
  if (code === 'ESERVFAIL' || code === 'EREFUSED')
    return { state: 'down', message: `The resolver answers ${code.slice(1)} for ${probe.name}` };
  const named = code === 'ECANCELLED' || code === 'ETIMEOUT' ? { code: 'ETIMEDOUT' } : error;
  const outcome = unanswered(probe, named);
  return probe.host === '' ? { ...outcome, message: `The resolver ${errorWords(named)}` } : outcome;
}
