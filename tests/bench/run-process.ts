import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Measured {
  /** Of the whole process, from its start to its end. */
  readonly milliseconds: number;
  /** Most resident memory that a measured Node process had. */
  readonly peakMiB: number;
  readonly stdout: string;
}

/** The repository, which is where commands run. */
export const REPOSITORY = join(import.meta.dirname, '..', '..');
const PEAK_HOOK = join(import.meta.dirname, 'peak-memory.ts');

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
  return { milliseconds, peakMiB: 0, stdout };
}

/** The same for a Node script, with its peak memory, which goes through `peakFile`. */
export function runNode(argv: readonly string[], peakFile: string, environment: NodeJS.ProcessEnv = {}): Measured {
  const measured = runProcess(process.execPath, ['--import', PEAK_HOOK, ...argv], { ...environment, RACKBOOK_BENCH_PEAK: peakFile });
  return { ...measured, peakMiB: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
