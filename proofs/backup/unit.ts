/** Units of a machine: started, waited for, and asked how they ended. */

import type { Machine } from '../../testbed/machine/machine.ts';

export interface UnitEnd {
  readonly ok: boolean;
  /** Exit code of its main program; 0 when there is none. */
  readonly code: number;
  /** What it said this time. */
  readonly said: string;
}

const UNIT_MS = 240_000;

/** Starts a service and waits for its end, as a timer does. */
export async function startUnit(machine: Machine, unit: string): Promise<UnitEnd> {
  const since = await machine.shell(
    'cursor=$(journalctl --lines 1 --show-cursor --quiet --output cat | sed -n "s/^-- cursor: //p"); echo "$cursor"',
  );
  // Timers do not start it five times in ten seconds, which systemd refuses.
  await machine.run(['systemctl', 'reset-failed', `${unit}.service`]);
  const done = await machine.run(['systemctl', 'start', `${unit}.service`], { timeoutMs: UNIT_MS });
  return { ok: done.code === 0, ...(await endOf(machine, unit, since.stdout.trim())) };
}

async function endOf(machine: Machine, unit: string, cursor: string): Promise<Pick<UnitEnd, 'code' | 'said'>> {
  const shown = await machine.run(['systemctl', 'show', '--property=ExecMainStatus', '--value', `${unit}.service`]);
  const after = cursor === '' ? [] : [`--after-cursor=${cursor}`];
  const said = await machine.run(['journalctl', `--unit=${unit}.service`, ...after, '--output=cat', '--no-pager', '--quiet']);
  return { code: Number(shown.stdout.trim()), said: said.stdout };
}

/** The values of a metric that a job of the machine left in the folder of the metrics, by the labels as they are written. */
export async function metricsOf(machine: Machine, folder: string, name: string): Promise<ReadonlyMap<string, number>> {
  const done = await machine.shell(`cat ${folder}/*.prom 2>/dev/null || true`);
  const lines = done.stdout.split('\n').filter((line) => line.startsWith(`${name}{`));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf('}');
      return [line.slice(name.length, end + 1), Number(line.slice(end + 1).trim())] as const;
    }),
  );
}
