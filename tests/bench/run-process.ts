import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Measured {
  /** Of the whole process, from its start to its end. */
  readonly milliseconds: number;
}

/** What only a Node process tells. */
export interface MeasuredNode extends Measured {
  /** Of all its threads together; other load on the machine changes this much less than the time. */
  readonly processorMs: number;
  /** Most resident memory that it had. */
  readonly peakMiB: number;
}

/** The repository, which is where commands run. */
export const REPOSITORY = join(import.meta.dirname, '..', '..');
const USAGE_HOOK = join(import.meta.dirname, 'report-usage.ts');
/** As in the scripts of package.json. */
const FAST_LOAD = join(REPOSITORY, 'cli', 'fast-load.js');

/** Runs a program to its end and times it. Throws with its output when it fails. */
export function runProcess(program: string, argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Measured {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, argv, {
    cwd: REPOSITORY,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...environment },
    maxBuffer: 256 * 1024 * 1024,
  });
  const milliseconds = performance.now() - started;
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${argv.join(' ')} ended with ${status}:\n${(stderr || stdout).slice(-4000)}`);
  return { milliseconds };
}

/** The same for a Node script, with what it used, which it tells through `usageFile`. */
export function runNode(argv: readonly string[], usageFile: string): MeasuredNode {
  const measured = runProcess(process.execPath, ['--import', FAST_LOAD, '--import', USAGE_HOOK, ...argv], {
    RACKBOOK_BENCH_USAGE: usageFile,
  });
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage;
  return { ...measured, processorMs: (userCPUTime + systemCPUTime) / 1000, peakMiB: maxRSS / 1024 };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
