import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import { fileSnapshotToolOf, playersOf } from '../../roles/played.ts';
import { dumpJobsOn } from '../backup/of-machine.ts';
import { dumpFolder } from '../backup/places.ts';
import { toolRuns } from '../backup/tool-runs.ts';

/** Repository paths of the folders whose `install.sh` starts the timers of a machine. */
export function timerFolders(model: Model, on: Host | Guest): readonly string[] {
  const ofTools = (copies: 'files' | 'guests') =>
    playersOf(model.systems, 'backupTool')
      .filter((tool) => tool.copies === copies && toolRuns(model, tool, on))
      .map((tool) => tool.folder(on));
  const snapshots = on.kind === 'host' && !on.planned ? fileSnapshotToolOf(model, on)?.folder(on) : undefined;
  return [
    ...ofTools('files'),
    ...(dumpJobsOn(model, on).length > 0 ? [dumpFolder(on)] : []),
    ...(snapshots === undefined ? [] : [snapshots]),
    ...ofTools('guests'),
  ];
}
