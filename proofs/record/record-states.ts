import { inert } from '../../core/report/terminal.ts';
import type { RecordState } from '../check-records.ts';

const WORD = {
  holds: 'is of the files that are there',
  failed: 'is of a proof that failed',
  stale: 'is of other files',
  none: 'is missing',
  nothing: 'is not needed: there is nothing to prove',
} as const satisfies Record<RecordState['state'], string>;

/** States of records for a terminal: a line each, each changed file of a stale one, and what to run. */
export function recordStates(states: readonly RecordState[]): string {
  const again = states.filter(({ state }) => state !== 'holds' && state !== 'nothing');
  return [
    ...states.flatMap(({ id, state, changes }) => [
      `The record of ${id} ${WORD[state]}.`,
      ...changes.map(({ path, what }) => `  ${what.padEnd(7)}  ${inert(path)}`),
    ]),
    ...again.map(({ id }) => `Run as root, and commit .proofs/${id}.json: npm run verify -- ${id}`),
    '',
  ].join('\n');
}
