import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeLab } from './make-lab.ts';
import { median, REPOSITORY, runNode } from './run-process.ts';
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

const ASTRO = join(REPOSITORY, 'node_modules', 'astro', 'bin', 'astro.mjs');

/** Builds the site of a synthetic lab in `root`, an empty folder, without a snapshot. */
export function measureSite(root: string, services: number, runs: number): SiteFigures {
  writeLab(root, makeLab({ services }));
  const outDir = join(root, 'dist');
  const environment = {
    RACKBOOK_INVENTORY: join(root, 'inventory'),
    RACKBOOK_SNAPSHOT: join(root, 'no-snapshot.json'),
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  const builds = Array.from({ length: runs }, () => {
    rmSync(outDir, { recursive: true, force: true });
    return runNode([ASTRO, 'build', '--outDir', outDir], join(root, 'peak'), environment);
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
