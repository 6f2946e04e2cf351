import type { Container } from '../../../core/compose/containers.ts';
import type { Observation } from '../../../core/contract.ts';
import { count, durationWords } from '../../../lib/plain-words.ts';
import type { Inspected } from './answers.ts';

type Seen = Pick<Observation, 'state' | 'message' | 'value' | 'unit'>;

/** A container that was started again within this many seconds and more than {@link FLAPS} times is called restless. */
const RESTLESS_SECONDS = 600;
const FLAPS = 2;

/** What a container's process does. `value` is how many seconds it has been so. */
export function processState(container: Container, { State: state, RestartCount: restarts }: Inspected, now: Date): Seen {
  const running = secondsSince(state.StartedAt, now);
  const stopped = secondsSince(state.FinishedAt, now);
  switch (state.Status) {
    case 'running': {
      const again = restarts > 0 ? `, restarted ${count(restarts, 'time')}` : '';
      const restless = restarts > FLAPS && running !== undefined && running < RESTLESS_SECONDS;
      return { state: restless ? 'degraded' : 'up', message: `Runs${forWords(running)}${again}`, ...lasting(running) };
    }
    case 'restarting':
      return { state: 'down', message: `Restarts again and again (${count(restarts, 'time')}, last exit code ${state.ExitCode})` };
    case 'exited': {
      if (state.ExitCode === 0 && container.runsOnce) return { state: 'up', message: `Ran to its end${agoWords(stopped)}` };
      const why = state.OOMKilled ? 'by the out-of-memory killer' : `with exit code ${state.ExitCode}`;
      return { state: 'down', message: `Stopped${agoWords(stopped)} ${why}`, ...lasting(stopped) };
    }
    case 'created':
      return { state: 'down', message: 'Was made but never started' };
    case 'paused':
      return { state: 'down', message: 'Is paused' };
    case 'dead':
      return { state: 'down', message: 'Is dead: the engine could not remove it' };
    default:
      return { state: 'unknown', message: `Is in a state that is not known here: ${state.Status}` };
  }
}

/** What a container's own health check says; undefined without one. */
export function healthState({ State: state }: Inspected): Seen | undefined {
  if (state.Status !== 'running') return undefined;
  switch (state.Health?.Status) {
    case 'healthy':
      return { state: 'up', message: 'Its own health check passes' };
    case 'unhealthy':
      return { state: 'degraded', message: `Its own health check failed ${count(state.Health.FailingStreak, 'time')} in a row` };
    case 'starting':
      return { state: 'unknown', message: 'Its own health check has not passed yet' };
    default:
      return undefined;
  }
}

/** The engine writes year 1 for never. */
function secondsSince(moment: string, now: Date): number | undefined {
  const at = Date.parse(moment);
  return Number.isNaN(at) || at <= 0 ? undefined : Math.max(0, Math.floor((now.getTime() - at) / 1000));
}

const lasting = (seconds: number | undefined): { value?: number; unit?: 's' } =>
  seconds === undefined ? {} : { value: seconds, unit: 's' };
const forWords = (seconds: number | undefined): string => (seconds === undefined ? '' : ` for ${durationWords(seconds)}`);
const agoWords = (seconds: number | undefined): string => (seconds === undefined ? '' : ` ${durationWords(seconds)} ago`);
