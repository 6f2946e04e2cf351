import { expect, it } from 'vitest';
import type { State } from '../contract.ts';
import type { Check } from './checks.ts';
import { judgeCopies } from './judge-copies.ts';

const check = (state: State): Check => ({
  check: `backup:${state}`,
  title: 'Copy in x',
  state,
  proves: 'copy',
  declared: false,
  aside: false,
  message: state,
});

it.each<[State[], State]>([
  [[], 'unknown'],
  [['up', 'up'], 'up'],
  [['up', 'unknown'], 'unknown'],
  [['up', 'degraded'], 'degraded'],
  [['up', 'down', 'unknown'], 'degraded'],
])('%j is %s', (states, state) => {
  expect(judgeCopies(states.map(check)).state).toBe(state);
});

it('says what is wrong before what is well', () => {
  expect(judgeCopies([check('up'), check('down')])).toMatchObject({
    faults: [{ kind: 'other', state: 'down', text: 'Copy in x: down.' }],
    notes: [{ state: 'up', text: 'Copy in x: up.' }],
  });
});
