import { findTool, isMissing } from './find.ts';
import type { Tool } from './tool.ts';

/** Name and version of each of these that is here, for the record of a proof. */
export async function versionsOf(tools: readonly Tool[]): Promise<{ name: string; version: string }[]> {
  const found = await Promise.all(tools.map(async (tool) => ({ name: tool.title, found: await findTool(tool) })));
  return found.flatMap(({ name, found: tool }) => (isMissing(tool) ? [] : [{ name, version: tool.version }]));
}
