import type { Excuses } from '../../check/excuses.ts';
import type { Code, Paste, Span } from '../../diagnostic.ts';
import { locate } from '../../parse/locate.ts';
import type { ParsedFile, parseYaml } from '../../parse/parse-yaml.ts';
import type { SourceFile } from '../../parse/source-file.ts';
import type { ProjectFolder } from './folder.ts';
import type { Lookup } from './interpolate.ts';
import type { Placed, Places } from './tree.ts';

/** What the steps of reading one project share. */
export interface Reading {
  /** The service that the project belongs to. */
  readonly id: string;
  readonly places: Places;
  /** The secret that variables of the service are lines of, where it has one. */
  readonly variablesSecret?: string;
  /** What the inventory says is no secret. */
  readonly excuses: Excuses;
  /** Absent for a project that stands in the inventory itself. */
  readonly folder?: ProjectFolder;
  parse(source: SourceFile): ReturnType<typeof parseYaml>;
  report(
    code: Code,
    at: Placed | Span,
    message: string,
    more?: { hint?: string | undefined; severity?: 'warning'; paste?: readonly Paste[] },
  ): void;
  /** Says once for the whole project that nothing defines a variable. */
  reportUnset(name: string, at: Placed | Span): void;
}

/** One file of a project, and how its variables are looked up. */
export interface ReadingFile {
  readonly parsed: ParsedFile;
  /** Path below the folder of the service. */
  readonly path: string;
  /** The folder, seen from that of the service, that relative paths in it start from. */
  readonly base: string;
  /** Where the project begins in it: the root, or `compose` of a service. */
  readonly root: Placed;
  readonly lookup: Lookup;
}

export const spanOf = ({ origin, path }: Placed, what: 'key' | 'value' = 'value'): Span => locate(origin, path, what);

/** The first character of a file, for what is wrong with all of it. */
export function startOf(path: string, line = 1): Span {
  return { file: path, line, col: 1, endLine: line, endCol: 1 };
}
