import { judge } from '../../core/collect/judge.ts';
import type { Snapshot } from '../../core/contract.ts';
import { expectedRuns } from '../../core/facts/backup/expected-runs.ts';
import { schedulesOf } from '../../core/facts/backup/schedules.ts';
import { probesOf } from '../../core/facts/probes.ts';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import type { LoadedLab } from '../../core/loaded-lab.ts';
import type { SourceFile } from '../../core/parse/source-file.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { planSync, sync } from '../../core/write/sync.ts';
import { makeBundle } from '../../generators/bundle/files/bundle.ts';
import { systems } from '../../registry/systems.gen.ts';

const NOW = new Date('2026-11-29T12:00:00Z');

/** All that is made of an inventory without a network: its files are written below `folder`, then compared with it as `--check` does. */
export async function everything(sources: readonly SourceFile[], folder: string): Promise<LoadedLab> {
  const loaded = loadSources(sources, systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const { model } = loaded.value;
  const generated = generate(model, systems, [], readRuntime);
  if (!generated.ok) throw new Error('The lab has no overrides that could be wrong.');
  const files = generated.value;
  await sync(folder, { files });
  planSync(folder, { files });
  expectedRuns(model);
  schedulesOf(model);
  judge(model, madeUpSnapshot(loaded.value), NOW);
  await makeBundle(model, {
    files: files.map(({ path, content, mode }) => ({ path, content: new TextEncoder().encode(content), executable: mode === 0o755 })),
    leftOut: [],
  });
  return loaded.value;
}

/** A snapshot in which one cell of two is down, and an undeclared program runs on every machine. */
function madeUpSnapshot({ model }: LoadedLab): Snapshot {
  const observedAt = NOW.toISOString();
  return {
    schema: 'rackbook/snapshot/2',
    takenAt: observedAt,
    ttlSeconds: 600,
    sources: [{ id: 'probes', title: 'Probes', ok: true, durationMs: 1 }],
    observations: probesOf(model).map(({ subject, check }) => {
      const state = /[13579]$/.test(subject) ? 'down' : 'up';
      return { subject, check, state, observedAt, source: 'probes' };
    }),
    drift: model.hosts.map(({ subject }) => ({ subject, kind: 'undeclared', message: 'It is undeclared.', source: 'probes' })),
  };
}
