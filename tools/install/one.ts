/** Brings one tool of the catalog here, unless a version that will do is here already. */

import { findLocally, isMissing } from '../find.ts';
import type { ElsewhereSource, FolderSource, Tool } from '../tool.ts';
import { fillFromSources } from './fill-from-sources.ts';
import { CannotInstall, type InstallOutcome } from './outcome.ts';
import { stampOfSources } from './stamp-of-sources.ts';
import { hasStamp, putEntry } from './store.ts';
import { installSystem } from './system.ts';

/** `progress` is called before work that takes time. */
export async function installTool(tool: Tool, progress: (what: string) => void): Promise<InstallOutcome> {
  const started = performance.now();
  try {
    const present = await findLocally(tool);
    const current = await isCurrent(tool);
    if (!isMissing(present) && (present.via === 'path' || current)) {
      return { kind: 'already-there', version: present.version, where: present.argv.join(' ') };
    }
    if ('where' in tool.source) return { kind: 'elsewhere', where: tool.source.where };
    const passedOver = await fetchSource(tool, tool.source, current, progress);
    const found = await findLocally(tool);
    if (isMissing(found)) return { kind: 'cannot', reason: found.missing };
    return { kind: 'installed', version: found.version, seconds: (performance.now() - started) / 1000, passedOver };
  } catch (error) {
    if (error instanceof CannotInstall) return { kind: 'cannot', reason: error.message };
    throw error;
  }
}

/** True when the store's folder was made from what the catalog says today. */
async function isCurrent(tool: Tool): Promise<boolean> {
  return tool.source.from === 'system' || (await hasStamp(tool.source.folder, await stampOfSources(tool)));
}

/** Returns the sources that were tried in vain before the one that served, each with what was wrong with it. */
async function fetchSource(
  tool: Tool,
  source: Exclude<Tool['source'], ElsewhereSource>,
  current: boolean,
  progress: (what: string) => void,
): Promise<readonly string[]> {
  if (source.from === 'system') {
    progress(`installing the package ${source.package} into the system`);
    await installSystem(source);
    return [];
  }
  const stamp = await stampOfSources(tool);
  const sources: readonly FolderSource[] = [source, ...(tool.otherwise ?? [])];
  const wrapped = sources.some((each) => each.from === 'debian' && each.withMissing === true);
  if (current) {
    // The folder is whole: another tool of the same source brought it, or an install was interrupted before its last step.
    await putEntry(tool.id, source.folder, tool.program, wrapped);
    if (!isMissing(await findLocally(tool))) return [];
  }
  const passedOver = await fillFromSources(tool, sources, stamp, progress);
  await putEntry(tool.id, source.folder, tool.program, wrapped);
  return passedOver;
}
