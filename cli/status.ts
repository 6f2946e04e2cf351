import { judge } from '../core/collect/judge.ts';
import probes from '../core/collect/probes/collector.ts';
import { runCollectors } from '../core/collect/run-collectors.ts';
import { snapshotPath, writeSnapshot } from '../core/collect/snapshot-file.ts';
import { statusJson, statusReport } from '../core/collect/status-report.ts';
import { systemIo } from '../core/collect/system-io.ts';
import { loadLab } from '../core/load.ts';
import { printDiagnostics } from '../core/report/print-diagnostics.ts';
import { collectors } from '../registry/collectors.gen.ts';
import { systems } from '../registry/systems.gen.ts';
import { readArguments } from './arguments.ts';
import { afterSignals } from './cut-off.ts';

const { values, root, inventoryDir } = readArguments({
  usage: 'npm run status --',
  summary: 'Collects the status of the lab from this machine, writes .rackbook/snapshot.json and reports it.',
  cutOff: 'No snapshot was written; the last one is as it was.',
  options: { json: { type: 'boolean' }, strict: { type: 'boolean' } },
  describe: {
    json: 'print one JSON document for programs',
    strict: 'exit 1 unless everything is up; without it only a faulty inventory gives 1',
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  const lab = await loadLab(inventoryDir, systems);
  if (!lab.ok) {
    const sources = new Map(lab.sources.map(({ path, text }) => [path, text]));
    process.stderr.write(
      `${printDiagnostics(lab.diagnostics, { sources, color: process.stderr.isTTY === true && !process.env['NO_COLOR'] })}Nothing was asked.\n`,
    );
    return 1;
  }
  const { model } = lab.value;
  const snapshot = await runCollectors([probes, ...Object.values(collectors)], model, systemIo(root));
  const view = judge(model, snapshot, new Date());
  // First what was seen: that is worth something also where it cannot be kept.
  process.stdout.write(values.json ? `${JSON.stringify(statusJson(view), null, 2)}\n` : `${statusReport(view, new Date())}\n`);
  await afterSignals();
  writeSnapshot(root, snapshot);
  if (!values.json) process.stdout.write(`Written to ${snapshotPath(root)}\n`);
  return values.strict && view.verdict.state !== 'up' ? 1 : 0;
}
