import { emitShellSettings } from '../../formats/shell-settings.ts';
import { UNITS } from '../facts/backup/places.ts';
import { HEADER } from './header.ts';
import { type NamedFile, script, textFile } from './named-file.ts';

export interface Installation {
  /** What the units are of, for people: `the backup jobs on srv-1`. */
  readonly what: string;
  /** Names of the units, which lie in the same folder. */
  readonly units: readonly string[];
  /** How the names of all units of the system begin, so that those that are no longer generated are found and taken away. */
  readonly prefixes: readonly string[];
  /** Folders that are made; with a mode, which they have then, whether they were there or not. */
  readonly folders?: readonly (readonly [path: string, mode?: string])[];
  /** Programs that have to be there, each with its package in Debian. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Lists for the `install-check.sh` of the system, which lies beside the script. */
  readonly lists?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** What puts the units of a folder in place: `core/runtime/install.sh` and its settings. */
export function installFiles({ what, units, prefixes, folders = [], programs = {}, lists = {} }: Installation): readonly NamedFile[] {
  const settings = emitShellSettings(`Units of ${what}. ${HEADER}`, {
    values: { units: UNITS },
    lists: {
      unit: units.toSorted().map((name) => [name]),
      prefix: prefixes.map((prefix) => [prefix]),
      folder: folders.map(([path, mode]) => [path, ...(mode === undefined ? [] : [mode])]),
      program: Object.entries(programs),
      ...lists,
    },
  });
  return [script('install.sh', 'core/runtime/install.sh'), textFile('install.settings', settings)];
}
