import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeLab } from './make-lab.ts';
import { type MeasuredNode, median, REPOSITORY, runNode, runProcess } from './run-process.ts';
import { writeLab } from './write-lab.ts';

/** What `gen` needs for a lab of one size. Times are medians in milliseconds, of whole processes. */
export interface GenFigures {
  readonly services: number;
  readonly runs: number;
  readonly files: number;
  readonly cold: number;
  readonly nothing: number;
  /** `--check` with nothing stale: it generates everything again and writes nothing. */
  readonly check: number;
  readonly oneChanged: number;
  readonly copy: number;
  /** Median of cold ÷ copy, each of the same round. */
  readonly coldToCopy: number;
  /** Milliseconds of processor time, which other load on the machine changes less. */
  readonly coldProcessor: number;
  /** Largest of all runs. */
  readonly peakMiB: number;
}

const GEN = join(REPOSITORY, 'cli', 'gen.ts');
const OUTPUT = ['infra', 'src'];

/**
 * Measures in `root`, an empty folder. Each round takes its turn at everything, so that other load on the machine meets all alike:
 * cold (no output, nothing remembered of the lab; Node's cache of compiled code is warm, as after the first run of all), nothing to
 * do, `--check`, one service changed, and `cp -r` of the output.
 */
export function measureGen(root: string, services: number, runs: number): GenFigures {
  const sources = makeLab({ services });
  writeLab(root, sources);
  const usageFile = join(root, 'usage');
  const gen = (...flags: string[]): MeasuredNode => runNode([GEN, '--root', root, ...flags], usageFile);
  gen();
  const rounds = Array.from({ length: runs }, (_, round) => {
    for (const folder of [...OUTPUT, '.rackbook', 'copy']) rmSync(join(root, folder), { recursive: true, force: true });
    const cold = gen();
    const nothing = gen();
    const check = gen('--check');
    changeOne(root, sources.at(-1)?.path ?? '', round);
    const oneChanged = gen();
    const copy = copyOutput(root);
    return { cold, nothing, check, oneChanged, copy };
  });
  const times = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
  return {
    services,
    runs,
    files: OUTPUT.reduce((count, folder) => count + filesBelow(join(root, folder)), 0),
    cold: times(({ cold }) => cold.milliseconds),
    nothing: times(({ nothing }) => nothing.milliseconds),
    check: times(({ check }) => check.milliseconds),
    oneChanged: times(({ oneChanged }) => oneChanged.milliseconds),
    copy: times(({ copy }) => copy),
    coldToCopy: times(({ cold, copy }) => cold.milliseconds / copy),
    coldProcessor: times(({ cold }) => cold.processorMs),
    peakMiB: Math.max(
      ...rounds.flatMap(({ cold, nothing, check, oneChanged }) => [cold, nothing, check, oneChanged].map(({ peakMiB }) => peakMiB)),
    ),
  };
}

/** Median time of a Node process that does nothing, which every run of `gen` has in it. */
export function measureEmptyNode(runs: number): number {
  return median(Array.from({ length: runs }, () => runProcess(process.execPath, ['--eval', '0']).milliseconds));
}

function changeOne(root: string, path: string, round: number): void {
  const file = join(root, path);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^summary: .*$/m, `summary: Changed in round ${round}.`));
}

function copyOutput(root: string): number {
  const copy = join(root, 'copy');
  const folders = OUTPUT.map((folder) => join(root, folder));
  mkdirSync(copy);
  return runProcess('cp', ['-r', ...folders, copy]).milliseconds;
}

function filesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}
