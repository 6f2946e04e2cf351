import type { Played, PlayedMachine } from '../../../testbed/system-proof.ts';
import type { PlaybookRun } from '../control/control-node.ts';
import type { TaskResult } from '../control/events.ts';

const LOCAL = 'localhost';

/** What a run says of each machine. */
export function playedOf({ code, killed, timedOut, seconds, results, totals, said, output }: PlaybookRun, tasks: number): Played {
  const byHost = Map.groupBy(results, ({ host }) => host);
  const ids = [...new Set([...byHost.keys(), ...Object.keys(totals)])].sort();
  return {
    code,
    cut: killed || timedOut,
    seconds,
    tasks,
    machines: new Map(ids.filter((id) => id !== LOCAL || failedOf(byHost.get(id) ?? []).length > 0).map((id) => [id, machine(id)])),
    said,
    output,
  };

  function machine(id: string): PlayedMachine {
    const own = byHost.get(id) ?? [];
    const sum = totals[id];
    return {
      reached: !own.some(({ outcome }) => outcome === 'unreachable'),
      changed: own.filter(({ outcome }) => outcome === 'changed').map(({ task }) => task),
      failed: failedOf(own),
      stopped: sum === undefined || sum.failures > 0 || sum.unreachable > 0,
    };
  }
}

function failedOf(results: readonly TaskResult[]): readonly string[] {
  return results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ task, result }) => `${task}: ${String(result['msg'] ?? 'no reason')}`);
}
