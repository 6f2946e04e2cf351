import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import { playersOf } from '../../roles/played.ts';
import { toolRuns } from './tool-runs.ts';

/** For `OnFailure=`: what tells people of a failure. It comes with the jobs that copy files; a machine without them has none. */
export function failureUnit(model: Model, machine: Host | Guest): string | undefined {
  return playersOf(model.systems, 'backupTool')
    .filter((tool) => tool.copies === 'files')
    .find((tool) => toolRuns(model, tool, machine))?.failureUnit;
}
