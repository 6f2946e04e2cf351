import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedLab } from '../../core/loaded-lab.ts';
import type { CellLab } from './cell-lab.ts';
import { countElements } from './count-elements.ts';
import { startCounter } from './count-runs.ts';
import { factFiles } from './fact-files.ts';
import { runsAt } from './runs-at.ts';
import type { Work } from './work.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDERS = ['core', 'generators'];

// Run as a program, since what it watches would change the tests around it: node count-work.ts SMALL LARGE many|one [MODULE]. Counts what is done
// for labs of so many cells, from the texts of the inventory to the files on disk, and prints a list of Work. Of a module it calls the default export, too.
const [small = '', large = '', machines = '', module] = process.argv.slice(2);
const runs = await startCounter(ROOT);
// Also those that only the site asks, so that none is forgotten.
for (const file of factFiles(ROOT)) await import(join(ROOT, file));
const { cellLab } = await import('./cell-lab.ts');
const { everything } = await import('./everything.ts');
const more = module === undefined ? undefined : ((await import(module)) as { default: (lab: LoadedLab) => void }).default;
const folders = [...FOLDERS, ...(module === undefined ? [] : ['tests/growth/planted'])];
const elements = countElements(ROOT, Number(small));

const before = await count(Number(small));
const after = await count(Number(large));
const work = [
  ...[...after.runs].map(([place, done]): Work => ({ place, unit: 'runs', small: runsAt(before.runs, place), large: done })),
  ...[...after.elements].map(([place, done]): Work => ({ place, unit: 'elements', small: before.elements.get(place) ?? 0, large: done })),
];
process.stdout.write(JSON.stringify(work));

async function count(cells: number) {
  const folder = mkdtempSync(join(tmpdir(), 'rackbook-growth-'));
  const lab = cellLab({ cells, machines: machines as CellLab['machines'] });
  try {
    await runs.take(folders);
    elements.take();
    const loaded = await everything(lab, folder);
    more?.(loaded);
    return { elements: elements.take(), runs: await runs.take(folders) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
