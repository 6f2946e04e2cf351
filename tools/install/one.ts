/** Brings one tool of the catalog here, unless a version that will do is here already. */

import { findLocally, isMissing } from '../find.ts';
import type { ElsewhereSource, Tool } from '../tool.ts';
import { installDebian } from './debian.ts';
import { goModuleFiles, installGo } from './go.ts';
import { CannotInstall, type Outcome } from './outcome.ts';
import { hasStamp, putEntry, stampOf } from './store.ts';
import { installSystem } from './system.ts';

/** `progress` is called before work that takes time. */
export async function installTool(tool: Tool, progress: (what: string) => void): Promise<Outcome> {
  const started = performance.now();
  try {
    const present = await findLocally(tool);
    const current = await isCurrent(tool);
    if (!isMissing(present) && (present.via === 'path' || current)) {
      return { kind: 'already-there', version: present.version, where: present.argv.join(' ') };
    }
    if ('where' in tool.source) return { kind: 'elsewhere', where: tool.source.where };
    await fetchSource(tool, tool.source, current, progress);
    const found = await findLocally(tool);
    if (isMissing(found)) return { kind: 'cannot', reason: found.missing };
    return { kind: 'installed', version: found.version, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    if (error instanceof CannotInstall) return { kind: 'cannot', reason: error.message };
    throw error;
  }
}

/** True when the store's folder was made from what the catalog says today. */
async function isCurrent(tool: Tool): Promise<boolean> {
  return tool.source.from === 'system' || (await hasStamp(tool.source.folder, await stampOfSource(tool)));
}

async function stampOfSource({ source, wanted, program }: Tool): Promise<string> {
  // Not `wanted`, for a Debian package: the tools that share a folder must agree on its stamp.
  return source.from === 'go' ? stampOf(source, wanted, program, await goModuleFiles(source)) : stampOf(source);
}

async function fetchSource(
  tool: Tool,
  source: Exclude<Tool['source'], ElsewhereSource>,
  current: boolean,
  progress: (what: string) => void,
): Promise<void> {
  if (source.from === 'system') {
    progress(`installing the package ${source.package} into the system`);
    return installSystem(source);
  }
  const stamp = await stampOfSource(tool);
  const wrapped = source.from === 'debian' && source.withMissing === true;
  if (current) {
    // The folder is whole: another tool of the same source brought it, or an install was interrupted before its last step.
    await putEntry(tool.id, source.folder, tool.program, wrapped);
    if (!isMissing(await findLocally(tool))) return;
  }
  if (source.from === 'go') {
    progress(`building ${tool.title} ${tool.wanted}; this takes minutes when Go's cache is cold`);
    await installGo(source, tool.program, tool.wanted, stamp);
  } else {
    progress(`downloading ${source.packages.join(', ')}`);
    await installDebian(source, stamp);
  }
  await putEntry(tool.id, source.folder, tool.program, wrapped);
}
