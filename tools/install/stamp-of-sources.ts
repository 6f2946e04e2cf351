/** What the folder of a tool is made from, as one stamp: with any change to its list of sources it is made again. */

import { sourcesOf, type Tool } from '../tool.ts';
import { goModuleFiles } from './go.ts';
import { stampOf } from './store.ts';
import { requirementsOf, VENV_FORM } from './venv.ts';

/** One stamp for all sources, so that what the second source brought stays when the first one is available again. */
export async function stampOfSources(tool: Tool): Promise<string> {
  const parts = await Promise.all(sourcesOf(tool).map((source) => deciding(source, tool)));
  return stampOf(...parts.flat());
}

async function deciding(source: Tool['source'], { wanted, program }: Tool): Promise<unknown[]> {
  switch (source.from) {
    case 'go':
      return [source, wanted, program, await goModuleFiles(source)];
    case 'wheel':
      return [source, program];
    case 'venv':
      return [source, VENV_FORM, await requirementsOf(source)];
    default:
      // Not `wanted`, for a Debian package: the tools that share a folder must agree on its stamp.
      return [source];
  }
}
