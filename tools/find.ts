/** Finds a tool: the project's own, then the PATH's, then its pinned image. */

import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { toolsBin } from './places.ts';
import { lastLines, run } from './process.ts';
import type { Tool } from './tool.ts';
import { IMAGE_RUNNER, viaImage } from './tool-image.ts';
import { isWithin, rangeInWords, versionIn } from './version.ts';

export interface FoundTool {
  /** Put the tool's own arguments behind it. The first word is an absolute path. */
  argv: string[];
  version: string;
  via: 'rackbook' | 'path' | 'image';
}

export interface MissingTool {
  /** Every place that was looked at and why it would not do, and the command that installs the tool. */
  missing: string;
}

export function isMissing(found: FoundTool | MissingTool): found is MissingTool {
  return 'missing' in found;
}

/**
 * Finds the tool, its version checked against the range that the tool asks for.
 * An image sees the repository only, read-only and at the same path, so files to check must be in it.
 */
export async function findTool(tool: Tool): Promise<FoundTool | MissingTool> {
  const local = await lookLocally(tool, toolsBin, process.env['PATH'] ?? '');
  if (!Array.isArray(local)) return local;
  if (tool.image === undefined) return missing(tool, local);
  const image = await viaImage(tool.image, await onPath(IMAGE_RUNNER, process.env['PATH'] ?? ''));
  return 'missing' in image ? missing(tool, [...local, image.missing]) : { ...image, via: 'image' };
}

/** As findTool, without the images: what is on this machine as a program. */
export async function findLocally(tool: Tool, bin = toolsBin, path = process.env['PATH'] ?? ''): Promise<FoundTool | MissingTool> {
  const found = await lookLocally(tool, bin, path);
  return Array.isArray(found) ? missing(tool, found) : found;
}

/** The tool, or why each program that was there would not do. */
async function lookLocally(tool: Tool, bin: string, path: string): Promise<FoundTool | string[]> {
  const refusals: string[] = [];
  const own = await probe(tool, [join(bin, tool.id)], 'rackbook');
  if (!isMissing(own)) return own;
  if (own.missing !== '') refusals.push(own.missing);

  for (const [program, ...prefix] of tool.onPath) {
    const file = program === undefined ? undefined : await onPath(program, path);
    if (file === undefined) continue;
    const found = await probe(tool, [file, ...prefix], 'path');
    if (!isMissing(found)) return found;
    refusals.push(found.missing);
  }
  return refusals.length > 0 ? refusals : ['not installed'];
}

function missing(tool: Tool, reasons: readonly string[]): MissingTool {
  const remedy = 'where' in tool.source ? `It comes from ${tool.source.where}` : `To install it: npm run tools ${tool.id}`;
  return { missing: `${tool.title}: ${reasons.join('; ')}. ${remedy}` };
}

/** Asks the program for its version. An absent file is missing for no reason worth telling: the empty text. */
export async function probe(tool: Tool, argv: string[], via: 'rackbook' | 'path'): Promise<FoundTool | MissingTool> {
  const [file = ''] = argv;
  if (tool.data) return (await isThere(file, constants.R_OK)) ? { argv, version: tool.wanted, via } : { missing: '' };
  if (!(await isThere(file, constants.X_OK))) return { missing: '' };
  const answer = await run([...argv, ...tool.probe], { timeoutMs: 20_000 });
  if (answer.code !== (tool.probeExit ?? 0)) return { missing: `${argv.join(' ')} does not run (${lastLines(answer, 1)})` };
  const version = versionIn(answer.stdout) ?? versionIn(answer.stderr);
  if (version === undefined) return { missing: `${argv.join(' ')} does not report its version` };
  if (!isWithin(version, tool)) return { missing: `${argv.join(' ')} is ${version}, needed is ${rangeInWords(tool)}` };
  return { argv, version, via };
}

/** The absolute path of a program on `path`, or undefined. */
export async function onPath(program: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, program);
    if (isAbsolute(file) && (await isThere(file, constants.X_OK))) return file;
  }
  return undefined;
}

async function isThere(file: string, as: number): Promise<boolean> {
  return access(file, as).then(
    () => true,
    () => false,
  );
}
