import { connect } from 'node:net';
import { amount, say } from '../../../lib/phrase/phrase.ts';
import type { Probe } from '../../facts/probe.ts';
import { type ProbeIo, type ProbeOutcome, unanswered } from './outcome.ts';

/** Opens a connection and closes it. `value` is the time to connect in ms. */
export async function probeTcp(probe: Pick<Probe, 'host' | 'port'>, io: Pick<ProbeIo, 'signal' | 'route'>): Promise<ProbeOutcome> {
  const started = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ ...io.route(probe.host, probe.port), signal: io.signal });
  socket.once('connect', resolve);
  socket.on('error', reject);
  try {
    await promise;
    const value = Math.round(performance.now() - started);
    return { state: 'up', message: say`Connected in ${amount(value, 'ms')}`, value, unit: 'ms' };
  } catch (error) {
    return unanswered(probe, error);
  } finally {
    socket.destroy();
  }
}
