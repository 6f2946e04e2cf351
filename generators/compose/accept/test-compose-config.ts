/** What Compose itself reads in a folder. */

import { relative } from 'node:path';
import { lastLines, type RunResult, run } from '../../../tools/process.ts';

export interface Reading {
  /** Words that run Compose. */
  readonly argv: readonly string[];
  readonly folder: string;
  /** Files of the project in the folder; where none is named, Compose looks for them as it does for a person who names none. */
  readonly files?: readonly string[];
  readonly profiles?: readonly string[];
  /** What stands in the environment; of that of the test itself Compose sees nothing. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Name of the project, where a person gives it by hand. */
  readonly name?: string;
}

export type Read = { readonly ok: true; readonly document: ComposeDocument } | { readonly ok: false; readonly why: string };

export interface ComposeDocument {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly configs?: Readonly<Record<string, { readonly file?: string; readonly content?: string }>>;
  readonly [key: string]: unknown;
}

/** The home folder of whoever starts the project. */
export const HOME = '/home/operator';

/** The project of a folder as Compose reads it, with paths relative to the folder. */
export async function composeConfig({ argv, folder, files = [], profiles = [], variables = {}, name }: Reading): Promise<Read> {
  const chosen = [
    ...files.flatMap((file) => ['--file', file]),
    ...profiles.flatMap((profile) => ['--profile', profile]),
    ...(name === undefined ? [] : ['--project-name', name]),
  ];
  const words = ['--project-directory', folder, ...chosen, 'config', '--format', 'json'];
  const cleared = Object.fromEntries(Object.keys(process.env).map((key) => [key, undefined]));
  const answer = await run([...argv, ...words], {
    cwd: folder,
    env: { ...cleared, PATH: process.env['PATH'], HOME, PWD: folder, ...variables },
  });
  if (answer.code !== 0) return { ok: false, why: reasonOf(answer).replaceAll(`${folder}/`, '') };
  return { ok: true, document: withRelativePaths(JSON.parse(answer.stdout), folder) as ComposeDocument };
}

/** What Compose says last, without its warnings. */
function reasonOf(answer: RunResult): string {
  const lines = answer.stderr.split('\n').filter((line) => line.trim() !== '' && !line.includes('level=warning'));
  return lines.slice(-2).join('\n') || lastLines(answer, 2);
}

/** Puts `./x` and `../x` in place of absolute paths in and around a folder; both sides of a comparison stand three folders deep. */
function withRelativePaths(value: unknown, folder: string): unknown {
  if (typeof value === 'string') return value.startsWith(root(folder)) ? relativePath(folder, value) : value;
  if (Array.isArray(value)) return value.map((item) => withRelativePaths(item, folder));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withRelativePaths(item, folder)]));
}

/** The scratch folder of the test, in which the folder lies. */
function root(folder: string): string {
  return folder.split('/').slice(0, 3).join('/');
}

function relativePath(folder: string, path: string): string {
  const way = relative(folder, path);
  return way === '' ? '.' : way.startsWith('..') ? way : `./${way}`;
}
