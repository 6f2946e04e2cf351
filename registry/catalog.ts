import type { Tool } from '../tools/tool.ts';
import { SHARED_TOOLS } from './shared.ts';
import { tools } from './tools.gen.ts';

/** Every tool that can be found or installed: those of the systems and those that they share. Sorted by id. */
export const catalog: readonly (Tool & { readonly id: ToolId })[] = [...SHARED_TOOLS, ...Object.values(tools).flat()].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);

export type ToolId = (typeof SHARED_TOOLS)[number]['id'] | (typeof tools)[keyof typeof tools][number]['id'];

export function toolOf(id: ToolId): Tool {
  const tool = catalog.find((each) => each.id === id);
  if (tool === undefined) throw new RangeError(`no tool "${id}" in the catalog`);
  return tool;
}

export function isToolId(text: string): text is ToolId {
  return catalog.some((each) => each.id === text);
}
