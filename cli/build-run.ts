import { relative } from 'node:path';
import { loadLab } from '../core/load.ts';
import { printDiagnostics } from '../core/report/print-diagnostics.ts';
import { systems } from '../registry/systems.gen.ts';
import { readArguments } from './arguments.ts';
import { orRefused } from './or-refused.ts';
import { buildSite } from './site.ts';

const { root, inventoryDir } = readArguments({
  usage: 'npm run build --',
  summary: 'Builds the static site into dist/ from the inventory and the last snapshot of the lab.',
  cutOff: 'Nothing was built; the site that was there is unchanged.',
  options: {},
  describe: {},
});

const started = performance.now();
const lab = await loadLab(inventoryDir, systems);
if (lab.ok) {
  const site = { root, inventoryDir, lab: lab.value };
  process.exitCode = await orRefused(async () => {
    const outDir = await buildSite(site);
    process.stdout.write(`Built ${relative(process.cwd(), outDir) || outDir} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return 0;
  }, 'Nothing was published.');
} else {
  const sources = new Map(lab.sources.map(({ path, text }) => [path, text]));
  process.stderr.write(`${printDiagnostics(lab.diagnostics, { sources, color: process.stderr.isTTY === true })}Nothing was built.\n`);
  process.exitCode = 1;
}
