import type { Container } from '../../../core/compose/containers.ts';
import type { Observation } from '../../../core/contract.ts';
import { ago, type Phrase, quote, say } from '../../../lib/phrase/phrase.ts';
import { count } from '../../../lib/plain-words.ts';
import type { Inspected } from './answers.ts';

type Seen = Pick<Observation, 'state' | 'message' | 'at'>;

/** A container that was started again within this many seconds and more than {@link FLAPS} times is called restless. */
const RESTLESS_SECONDS = 600;
const FLAPS = 2;

/** What a container's process does. `at` is since when. */
export function processState(container: Container, { State: state, RestartCount: restarts }: Inspected, now: Date): Seen {
  const started = instant(state.StartedAt, now);
  const finished = instant(state.FinishedAt, now);
  switch (state.Status) {
    case 'running': {
      const restless = restarts > FLAPS && started !== undefined && now.getTime() - Date.parse(started) < RESTLESS_SECONDS * 1000;
      const again = restarts > 0 ? `, restarted ${count(restarts, 'time')}` : '';
      return { state: restless ? 'degraded' : 'up', message: say`Runs${startedWords(started)}${again}`, ...at(started) };
    }
    case 'restarting':
      return { state: 'down', message: `Restarts again and again (${count(restarts, 'time')}, last exit code ${state.ExitCode})` };
    case 'exited': {
      if (state.ExitCode === 0 && container.runsOnce) return { state: 'up', message: say`Ran to its end${agoWords(finished)}` };
      const why = state.OOMKilled ? 'by the out-of-memory killer' : `with exit code ${state.ExitCode}`;
      return { state: 'down', message: say`Stopped${agoWords(finished)} ${why}`, ...at(finished) };
    }
    case 'created':
      return { state: 'down', message: 'Was made but never started' };
    case 'paused':
      return { state: 'down', message: 'Is paused' };
    case 'dead':
      return { state: 'down', message: 'Is dead: the engine could not remove it' };
    default:
      return { state: 'unknown', message: say`Is in a state that is not known here: ${quote(state.Status)}` };
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

/** ISO 8601 in UTC, not after `now`. The engine writes year 1 for never. */
function instant(moment: string, now: Date): string | undefined {
  const at = Date.parse(moment);
  return Number.isNaN(at) || at <= 0 ? undefined : new Date(Math.min(at, now.getTime())).toISOString();
}

const at = (instant: string | undefined): { at?: string } => (instant === undefined ? {} : { at: instant });
const startedWords = (instant: string | undefined): Phrase => (instant === undefined ? '' : say`, started ${ago(instant)}`);
const agoWords = (instant: string | undefined): Phrase => (instant === undefined ? '' : say` ${ago(instant)}`);
