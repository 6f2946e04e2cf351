import { judge } from '../core/collect/judge.ts';
import probes from '../core/collect/probes/collector.ts';
import { runCollectors } from '../core/collect/run-collectors.ts';
import { snapshotPath, writeSnapshot } from '../core/collect/snapshot-file.ts';
import { statusReport } from '../core/collect/status-report.ts';
import type { StatusView } from '../core/collect/status-view.ts';
import type { Snapshot } from '../core/contract.ts';
import { playLab } from '../core/demo/play-lab.ts';
import { loadLab } from '../core/load.ts';
import type { LoadedLab } from '../core/loaded-lab.ts';
import { printDiagnostics } from '../core/report/print-diagnostics.ts';
import { readLedgerAlone } from '../core/write/read-ledger.ts';
import { collectors } from '../registry/collectors.gen.ts';
import { standIns } from '../registry/stand-ins.gen.ts';
import { systems } from '../registry/systems.gen.ts';
import { readArguments } from './arguments.ts';
import { orRefused } from './or-refused.ts';
import { serveOptions } from './serve-options.ts';
import { buildAndServe } from './site.ts';

export interface DemoRun {
  readonly lab: LoadedLab;
  readonly snapshot: Snapshot;
  readonly view: StatusView;
  /** Ends all listeners of the played lab. */
  stop(): Promise<void>;
}

/** The inventory is faulty, or what should fail is not there; the message is for people and ends with a newline. */
export class DemoRefused extends Error {}

/**
 * Plays the lab of an inventory on loopback, collects its status with every real collector, and writes `<root>/.rackbook/snapshot.json`
 * with `demo: true`. Nothing outside this machine is asked. Throws {@link DemoRefused}.
 */
export async function runDemo(options: {
  readonly root: string;
  readonly inventoryDir: string;
  readonly fail?: string | undefined;
}): Promise<DemoRun> {
  const lab = await loadLab(options.inventoryDir, systems);
  if (!lab.ok) {
    const sources = new Map(lab.sources.map(({ path, text }) => [path, text]));
    throw new DemoRefused(printDiagnostics(lab.diagnostics, { sources, color: false }));
  }
  const { model } = lab.value;
  const ledger = readLedgerAlone(options.root);
  const given = { fail: options.fail, ...(ledger.ok ? { ledger: ledger.value } : {}) };
  const played = await playLab(model, Object.values(standIns), given).catch((error: unknown) => {
    throw error instanceof RangeError ? new DemoRefused(`${error.message}\n`) : error;
  });
  try {
    const snapshot = await runCollectors([probes, ...Object.values(collectors)], model, played.io);
    writeSnapshot(options.root, snapshot);
    return { lab: lab.value, snapshot, view: judge(model, snapshot, new Date()), stop: played.stop };
  } catch (error) {
    await played.stop();
    throw error;
  }
}

async function main(): Promise<number> {
  const { values, root, inventoryDir } = readArguments({
    usage: 'npm run demo --',
    summary: 'Plays every endpoint of the lab on this machine only, takes a snapshot of its status, and serves the site with it.',
    cutOff: 'No snapshot was written; the last one is as it was.',
    options: { ...serveOptions.options, fail: { type: 'string' }, once: { type: 'boolean' } },
    describe: {
      ...serveOptions.describe,
      fail: 'id of the service that fails; one is chosen by default',
      once: 'write one snapshot and end, without a site',
    },
  });
  try {
    const { lab, view, stop } = await runDemo({ root, inventoryDir, fail: values.fail });
    process.stdout.write(`${statusReport(view, new Date())}\nWritten to ${snapshotPath(root)}\n`);
    if (!values.once) await buildAndServe({ root, inventoryDir, lab }, values, 'The lab is being played: nothing of it is real.');
    await stop();
    return 0;
  } catch (error) {
    if (!(error instanceof DemoRefused)) throw error;
    process.stderr.write(error.message);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await orRefused(main, 'Nothing was published.');
