/** What a run of a playbook says of itself, line by line, by the callback `ansible.posix.jsonl`. */

import { z } from 'zod';

export type TaskOutcome = 'ok' | 'changed' | 'skipped' | 'failed' | 'unreachable';

/** One task on one machine. */
export interface TaskResult {
  readonly host: string;
  /** As the playbook names it; in a role with the role's name before it: `engine : Install packages`. */
  readonly task: string;
  /** File and line of the task, as Ansible gives it. */
  readonly at: string;
  /** The module, by its full name. */
  readonly action: string;
  readonly outcome: TaskOutcome;
  /** All that the module answered. */
  readonly result: Readonly<Record<string, unknown>>;
}

export interface HostTotals {
  readonly ok: number;
  readonly changed: number;
  readonly unreachable: number;
  readonly failures: number;
  readonly skipped: number;
  readonly rescued: number;
  readonly ignored: number;
}

export interface RunEvent {
  readonly kind: 'task' | 'result' | 'totals' | 'other';
  /** Of `task`, which begins, and of `result`. */
  readonly task?: string;
  readonly results?: readonly TaskResult[];
  readonly totals?: Readonly<Record<string, HostTotals>>;
}

const outcomes: Readonly<Record<string, Exclude<TaskOutcome, 'changed'>>> = {
  v2_runner_on_ok: 'ok',
  v2_runner_on_skipped: 'skipped',
  v2_runner_on_failed: 'failed',
  v2_runner_on_unreachable: 'unreachable',
};

const totals = z.object({
  ok: z.number(),
  changed: z.number(),
  unreachable: z.number(),
  failures: z.number(),
  skipped: z.number(),
  rescued: z.number(),
  ignored: z.number(),
});
const line = z.object({
  _event: z.string(),
  task: z.object({ name: z.string(), path: z.string().default('') }).optional(),
  hosts: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  stats: z.record(z.string(), totals).optional(),
});

/** Reads one line of the output; undefined for a line that is none of the callback's. */
export function readEvent(text: string): RunEvent | undefined {
  const value = jsonOf(text);
  const read = line.safeParse(value);
  if (!read.success) return undefined;
  const { _event: event, task, hosts = {}, stats } = read.data;
  if (event === 'v2_playbook_on_stats') return { kind: 'totals', totals: stats ?? {} };
  if (task === undefined) return { kind: 'other' };
  const outcome = outcomes[event];
  if (outcome === undefined) return event.endsWith('_task_start') ? { kind: 'task', task: task.name } : { kind: 'other', task: task.name };
  const results = Object.entries(hosts).map(([host, result]) => ({
    host,
    task: task.name,
    at: task.path,
    action: String(result['action'] ?? ''),
    outcome: outcome === 'ok' && result['changed'] === true ? ('changed' as const) : outcome,
    result,
  }));
  return { kind: 'result', task: task.name, results };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
