import type { SystemParts } from '../contract.ts';
import type { Snapshots } from '../model/backup-model.ts';
import { checkShape } from '../parse/check-shape.ts';
import type { SnapshotsInput } from '../parse/schema/snapshots.ts';
import { place } from '../reporter.ts';
import { playersOf } from '../roles/played.ts';
import type { SnapshotTool } from '../roles/snapshot-tool.ts';
import type { Context } from './context.ts';
import { reportUnplayed } from './unplayed.ts';

/** What a host says of its local snapshots, read by the system that makes them; undefined when it has mistakes. */
export function resolveSnapshots(
  host: string,
  input: SnapshotsInput,
  systems: readonly SystemParts[],
  context: Context,
): Snapshots | undefined {
  const tools: readonly SnapshotTool[] = playersOf(systems, 'snapshotTool');
  const tool = tools.find((each) => each.tool === input.tool);
  if (!tool) {
    const known = tools.map((each) => each.tool).sort();
    reportUnplayed(context, place('hosts', host, 'snapshots', 'tool'), 'snapshot tool', input.tool, known);
    return undefined;
  }
  const checked = checkShape<Snapshots>(tool.schema, input, {
    label: `hosts.${host}.snapshots`,
    at: (path, what) => context.spanOf(place('hosts', host, 'snapshots', ...path), what),
  });
  for (const { code, message, hint, at } of checked.diagnostics)
    if (at) context.report(code, at, message, hint === undefined ? {} : { hint });
  return checked.value;
}
