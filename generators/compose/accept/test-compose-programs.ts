/** Which Compose reads the projects of a comparison: the oldest that Rackbook speaks to, or the newest that is here. */

import { expect, it } from 'vitest';
import { toolOf } from '../../../registry/catalog.ts';
import { findTool, isMissing } from '../../../tools/find.ts';

export interface ComposeProgram {
  /** Words that run it. */
  readonly argv: readonly string[];
  readonly version: string;
}

/** The newest first, each version once. Empty where none is installed, which is said, and fails in CI. */
export async function composePrograms(file: string): Promise<readonly ComposeProgram[]> {
  const found = await Promise.all((['docker-compose-newest', 'docker-compose'] as const).map((id) => findTool(toolOf(id))));
  for (const each of found) if (isMissing(each)) process.stderr.write(`SKIPPED ${file}: ${each.missing}\n`);
  it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(found.filter(isMissing)).toEqual([]));
  const programs = found.flatMap((each) => (isMissing(each) ? [] : [each]));
  return [...new Map(programs.map((each) => [each.version, each])).values()];
}
