import type { SystemParts } from '../contract.ts';
import type { RuntimePath } from '../files/runtime-path.ts';
import { playersOf } from './played.ts';

/** Runtime files that players of roles hand to other systems, which ship them among their own. */
export function handedFiles(systems: readonly Pick<SystemParts, 'plays'>[]): ReadonlySet<RuntimePath> {
  const tools = playersOf(systems, 'snapshotTool');
  return new Set(tools.flatMap((tool) => (tool.takes === 'file-systems' ? tool.freezing.functions : [])));
}
