import { expect, test } from 'vitest';
import { recordStates } from './record-states.ts';

test('names each changed file and what to run, and asks for nothing where all is well', () => {
  const text = recordStates([
    {
      id: 'backup',
      state: 'stale',
      changes: [
        { path: 'infra/a', what: 'changed' },
        { path: 'infra/b', what: 'new' },
      ],
    },
    { id: 'ingress', state: 'holds', changes: [] },
    { id: 'network', state: 'none', changes: [] },
  ]);
  expect(text.split('\n')).toEqual([
    'The record of backup is of other files.',
    '  changed  infra/a',
    '  new      infra/b',
    'The record of ingress is of the files that are there.',
    'The record of network is missing.',
    'Run as root, and commit .proofs/backup.json: npm run verify -- backup',
    'Run as root, and commit .proofs/network.json: npm run verify -- network',
    '',
  ]);
});
