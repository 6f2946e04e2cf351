import { expect, it } from 'vitest';
import { readEvent } from './events.ts';

const event = (name: string, more: object = {}) =>
  readEvent(JSON.stringify({ _event: name, task: { name: 'engine : Install', path: '/lab/main.yml:3' }, ...more }));
const answered = (result: object) => ({ hosts: { 'srv-1': { action: 'ansible.builtin.apt', ...result } } });

it.each([
  ['v2_runner_on_ok', { changed: false }, 'ok'],
  ['v2_runner_on_ok', { changed: true }, 'changed'],
  ['v2_runner_on_skipped', { changed: false }, 'skipped'],
  ['v2_runner_on_failed', { changed: true, msg: 'no' }, 'failed'],
  ['v2_runner_on_unreachable', { unreachable: true }, 'unreachable'],
])('%s with %j is %s', (name, result, outcome) => {
  expect(event(name, answered(result))).toEqual({
    kind: 'result',
    task: 'engine : Install',
    results: [
      {
        host: 'srv-1',
        task: 'engine : Install',
        at: '/lab/main.yml:3',
        action: 'ansible.builtin.apt',
        outcome,
        result: { action: 'ansible.builtin.apt', ...result },
      },
    ],
  });
});

it('a task that begins is told apart from one that has ended', () => {
  expect(event('v2_playbook_on_task_start')).toEqual({ kind: 'task', task: 'engine : Install' });
  expect(event('v2_playbook_on_handler_task_start')).toEqual({ kind: 'task', task: 'engine : Install' });
  expect(event('v2_runner_item_on_ok', answered({ changed: true }))).toEqual({ kind: 'other', task: 'engine : Install' });
});

it('totals come at the end', () => {
  const totals = { ok: 1, changed: 2, unreachable: 0, failures: 0, skipped: 0, rescued: 0, ignored: 0 };
  expect(readEvent(JSON.stringify({ _event: 'v2_playbook_on_stats', stats: { 'srv-1': totals } }))).toEqual({
    kind: 'totals',
    totals: { 'srv-1': totals },
  });
});

it.each(['[WARNING]: something', '', '{"a": 1}', '{"_event": 3}'])('"%s" is no event', (line) => expect(readEvent(line)).toBeUndefined());
