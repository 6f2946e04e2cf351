import { decide, type Spec, type Step } from './step.ts';

const POLICY = 'unless-stopped';

/**
 * A container comes back after a failure and after the machine. Not one that is meant to end: it would run again and again, and whoever
 * waits for its end would never start.
 */
export function restartStep(spec: Spec, isAwaited: boolean): Step {
  const deploy = (spec['deploy'] ?? {}) as { readonly mode?: unknown; readonly restart_policy?: unknown };
  if (spec['restart'] === undefined) {
    if (deploy.restart_policy !== undefined) return kept('deploy.restart_policy decides that.');
    if (isAwaited) return kept('Others wait until it has ended.');
    if (String(deploy.mode).endsWith('-job')) return kept('It is a job, which ends.');
  }
  return decide(spec, 'restart', POLICY, 'It comes back after a failure and when the machine starts.', 'restart: "no" in the container');
}

function kept(because: string): Step {
  return { kept: [{ path: ['restart'], lab: POLICY, because }] };
}
