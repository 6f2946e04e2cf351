import { expect, test } from 'vitest';
import { sampleLab } from '../../../core/collect/sample-lab.ts';
import { type Container, containersOf } from '../../../core/compose/containers.ts';
import { words } from '../../../lib/phrase/words.ts';
import { inspected } from './answers.ts';
import { healthState, processState } from './judge-container.ts';

const { model } = sampleLab();
const NOW = new Date('2026-11-02T12:00:00Z');
const find = (name: string): Container => containersOf(model).find((each) => each.name === name) as Container;
const answer = (State: object, RestartCount = 0) => inspected.parse({ Image: 'x', RestartCount, Config: { Image: 'a:1' }, State });

test.each<[string, string, object, number, object]>([
  [
    'runs',
    'wiki',
    { Status: 'running', StartedAt: '2026-10-21T12:00:00.123456789Z' },
    0,
    { state: 'up', message: 'Runs, started 11 days ago', at: '2026-10-21T12:00:00.123Z' },
  ],
  [
    'was restarted long ago',
    'wiki',
    { Status: 'running', StartedAt: '2026-11-02T10:00:00Z' },
    4,
    { state: 'up', message: 'Runs, started 2 hours ago, restarted 4 times', at: '2026-11-02T10:00:00.000Z' },
  ],
  [
    'was restarted just now, not for the first time',
    'wiki',
    { Status: 'running', StartedAt: '2026-11-02T11:59:50Z' },
    4,
    { state: 'degraded', message: 'Runs, started just now, restarted 4 times', at: '2026-11-02T11:59:50.000Z' },
  ],
  [
    'restarts for ever',
    'wiki',
    { Status: 'restarting', ExitCode: 3 },
    99,
    { state: 'down', message: 'Restarts again and again (99 times, last exit code 3)' },
  ],
  [
    'stopped',
    'wiki',
    { Status: 'exited', ExitCode: 0, FinishedAt: '2026-11-02T11:00:00Z' },
    0,
    { state: 'down', message: 'Stopped 1 hour ago with exit code 0', at: '2026-11-02T11:00:00.000Z' },
  ],
  [
    'was killed for memory',
    'wiki',
    { Status: 'exited', ExitCode: 137, OOMKilled: true, FinishedAt: '2026-11-02T11:00:00Z' },
    0,
    { state: 'down', message: 'Stopped 1 hour ago by the out-of-memory killer', at: '2026-11-02T11:00:00.000Z' },
  ],
  [
    'is meant to end',
    'job',
    { Status: 'exited', ExitCode: 0, FinishedAt: '2026-11-02T11:00:00Z' },
    0,
    { state: 'up', message: 'Ran to its end 1 hour ago' },
  ],
  ['is meant to end, but well', 'job', { Status: 'exited', ExitCode: 2 }, 0, { state: 'down', message: 'Stopped with exit code 2' }],
  [
    'never started',
    'wiki',
    { Status: 'created', StartedAt: '0001-01-01T00:00:00Z' },
    0,
    { state: 'down', message: 'Was made but never started' },
  ],
  ['is paused', 'wiki', { Status: 'paused' }, 0, { state: 'down', message: 'Is paused' }],
  [
    'is in no known state',
    'wiki',
    { Status: 'removing' },
    0,
    { state: 'unknown', message: 'Is in a state that is not known here: “removing”' },
  ],
])('%s', (_, name, state, restarts, expected) => {
  const { message = '', ...rest } = processState(find(name), answer(state, restarts), NOW);
  expect({ ...rest, message: words(message, NOW) }).toEqual(expected);
});

test.each<[object, object | undefined]>([
  [{ Status: 'running' }, undefined],
  [{ Status: 'running', Health: { Status: 'none' } }, undefined],
  [{ Status: 'exited', Health: { Status: 'unhealthy' } }, undefined],
  [
    { Status: 'running', Health: { Status: 'healthy' } },
    { state: 'up', message: 'Its own health check passes' },
  ],
  [
    { Status: 'running', Health: { Status: 'unhealthy', FailingStreak: 3 } },
    { state: 'degraded', message: 'Its own health check failed 3 times in a row' },
  ],
  [
    { Status: 'running', Health: { Status: 'starting' } },
    { state: 'unknown', message: 'Its own health check has not passed yet' },
  ],
])('%j', (state, expected) => {
  expect(healthState(answer(state))).toEqual(expected);
});
