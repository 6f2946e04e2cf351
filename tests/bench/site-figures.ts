import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeLab } from './make-lab.ts';
import { median, REPOSITORY, runNode, runProcess } from './run-process.ts';
import { writeLab } from './write-lab.ts';

/** What the site build needs for a lab of one size. */
export interface SiteFigures {
  readonly services: number;
  readonly runs: number;
  readonly pages: number;
  /** Milliseconds of the whole build, search index included; median. */
  readonly build: number;
  readonly pagesPerSecond: number;
  readonly peakMiB: number;
}

const CLI = join(REPOSITORY, 'cli');

/** Builds the site of a synthetic lab in `root`, an empty folder, without a snapshot; its configuration is generated before. */
export function measureSite(root: string, services: number, runs: number): SiteFigures {
  writeLab(root, makeLab({ services }));
  runProcess(process.execPath, [join(CLI, 'gen.ts'), '--root', root]);
  const outDir = join(root, 'dist');
  const builds = Array.from({ length: runs }, () => {
    rmSync(outDir, { recursive: true, force: true });
    return runNode([join(CLI, 'build.ts'), '--root', root], join(root, 'usage'));
  });
  const pages = readdirSync(outDir, { recursive: true, withFileTypes: true }).filter(({ name }) => name.endsWith('.html')).length;
  const build = median(builds.map(({ milliseconds }) => milliseconds));
  return {
    services,
    runs,
    pages,
    build,
    pagesPerSecond: pages / (build / 1000),
    peakMiB: Math.max(...builds.map(({ peakMiB }) => peakMiB)),
  };
}
