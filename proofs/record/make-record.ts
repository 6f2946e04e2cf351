import type { Reads } from '../files/recorded-files.ts';
import type { ProofCheck, ProofRecord, RecoveryRun } from './record.ts';
import { rounded } from './rounded.ts';

/** What a proof saw, with times as the clock had them. */
export interface Findings {
  readonly checks: readonly ProofCheck[];
  readonly tools: ProofRecord['tools'];
  readonly figures?: NonNullable<ProofRecord['figures']>;
  readonly backup?: {
    readonly runs: readonly StepRun[];
    readonly recoveries: readonly (Omit<RecoveryRun, 'seconds'> & { readonly ms: number })[];
  };
}

/** One command of a runbook that was run. */
export interface StepRun {
  readonly runbook: string;
  readonly step: string;
  readonly command: string;
  readonly ok: boolean;
  readonly ms: number;
  /** What was seen; kept where it was wrong. */
  readonly detail: string;
}

/**
 * The record of one run. It is committed, so it holds nothing that differs between two runs that saw the same, but when that was and how
 * long things took, rounded; a recovery to begun seconds, as a promise is in seconds. Throws for a proof that has read nothing.
 */
export function makeRecord(
  id: string,
  { checks, tools, figures, backup }: Findings,
  reads: Reads,
  started: Date,
  ended: Date,
): ProofRecord {
  if (reads.read.length === 0) throw new Error(`the proof of the ${id} has read no generated file`);
  return {
    schema: 'rackbook/proof/2',
    id,
    takenAt: ended.toISOString(),
    ok: checks.length > 0 && checks.every(({ ok }) => ok),
    seconds: rounded((ended.getTime() - started.getTime()) / 1000),
    tools,
    read: [...reads.read],
    folders: [...reads.folders],
    ...(figures === undefined ? {} : { figures }),
    ...(backup === undefined
      ? {}
      : {
          backup: {
            runs: backup.runs.map(({ ms, detail, ok, ...run }) => ({ ...run, ok, seconds: rounded(ms / 1000), ...(ok ? {} : { detail }) })),
            recoveries: backup.recoveries.map(({ ms, ...recovery }) => ({ ...recovery, seconds: Math.ceil(ms / 1000) })),
          },
        }),
    checks: checks.toSorted((a, b) => order(a.name, b.name) || order(a.subject, b.subject)),
  };
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
