import type { Spec } from '../../../core/compose/doors/door.ts';
import { pairsOf } from '../../../core/compose/overlay/place-value.ts';
import type { Decision } from '../../../core/contract.ts';
import { decisionsAt } from '../../../core/policy/decisions-at.ts';
import { stableText } from '../../../formats/stable-text.ts';

/** Keys whose whole value is in a row of the hardening table, which is compared too. */
const IN_ROWS = ['cpus', 'mem_limit', 'pids_limit', 'read_only'];
/** Keys that change no more than how a container waits, and for how much of its machine. */
const QUIET = new Set([...IN_ROWS, 'cpu_shares', 'mem_reservation', 'shm_size', 'stop_grace_period']);
/** Logs that stay on the machine, whose limit is a row of the same table. */
const STAYS = /^\{("driver":"(json-file|local)")?(,?"options":\{(,?"max-(file|size)":("[^"]*"|\d+))*\})?\}$/;
/** Restarts that bring a container back after a failure. */
const COMES_BACK = /^"(always|on-failure(:\d+)?|unless-stopped)"$/;
/** Variables by which programs write in a language, a time zone and colours, or use threads and memory. */
const QUIET_VARIABLE =
  /^(?:TZ|LANG|LANGUAGE|LC_[A-Z]+|TERM|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|CLICOLOR(?:_FORCE)?|GOGC|GOMAXPROCS|GOMEMLIMIT|MALLOC_ARENA_MAX|OMP_NUM_THREADS|UV_THREADPOOL_SIZE|PYTHONUNBUFFERED|PYTHONDONTWRITEBYTECODE|PYTHONIOENCODING)$/;
/** How much a program writes of itself. More than usual may hold a secret. */
const TALK = /^LOG_?LEVEL$/;
const USUAL_TALK = /^(?:critical|fatal|error|warn|warning|notice|info)$/i;
/** Labels that describe an image, or how it is shown. Source: annotations of the OCI image specification, and what it replaced. */
const QUIET_LABEL = /^org\.(?:opencontainers\.image|label-schema)\./;
/** When an engine looks after the health of a container, not how. */
const QUIET_HEALTH = new Set(['interval', 'retries', 'start_interval', 'start_period', 'timeout']);

/**
 * What a container of a project decides, by key; all that is not known to be harmless.
 *
 * @param mayBeRead whether something of the lab may act on a label; one that nothing reads decides nothing
 */
export function containerDecisions(name: string, spec: Spec, mayBeRead: (label: string) => boolean): readonly Decision[] {
  const at: Decision['at'] = ['services', name];
  const keys = Object.entries(spec).flatMap(([key, said]): readonly Decision[] => {
    if (QUIET.has(key) || (key === 'restart' && COMES_BACK.test(stableText(said)))) return [];
    if (key === 'logging' && STAYS.test(stableText(said))) return [];
    const whole = { id: `${key} of ${name}`, says: stableText(said), at: [...at, key] };
    switch (key) {
      case 'environment':
        return pairDecisions(said, isQuietVariable, (variable) => `variable ${variable} of ${name}`, whole.at);
      case 'labels':
        return pairDecisions(
          said,
          (label) => QUIET_LABEL.test(label) || !mayBeRead(label),
          (label) => `label ${label} of ${name}`,
          whole.at,
        );
      case 'healthcheck':
        return decisionsAt(said, 1)
          .filter(({ id }) => !QUIET_HEALTH.has(id))
          .map(({ id, says }) => ({ ...whole, id: `health check ${id} of ${name}`, says }));
      default:
        return [whole];
    }
  });
  return [{ id: `container ${name}`, says: 'it is there', at }, ...keys];
}

const isQuietVariable = (name: string, value: unknown): boolean =>
  QUIET_VARIABLE.test(name) || (TALK.test(name) && USUAL_TALK.test(String(value)));

function pairDecisions(
  pairs: unknown,
  isQuiet: (key: string, value: unknown) => boolean,
  named: (key: string) => string,
  at: Decision['at'],
): readonly Decision[] {
  return Object.entries(pairsOf(pairs)).flatMap(([key, said]): readonly Decision[] =>
    isQuiet(key, said) ? [] : [{ id: named(key), says: String(said), at }],
  );
}
