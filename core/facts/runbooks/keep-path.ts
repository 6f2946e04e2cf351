import { quote } from '../../../formats/shell.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Database } from '../backup/database.ts';
import { isBelow } from '../backup/kept-files.ts';
import type { RunbookStep } from './runbook.ts';

// What is there is moved aside and not deleted: at night it is hard to be sure that it was the bad one.

const asideOf = (path: string): string => `${path}.before`;

export function keepPath(on: Host | Guest, path: string, at: number): RunbookStep {
  const aside = asideOf(path);
  return {
    id: `keep-${at}`,
    title: `Move ${path} aside`,
    on,
    run: `if test -e ${quote(path)}; then test ! -e ${quote(aside)} && mv -- ${quote(path)} ${quote(aside)}; fi`,
    expect: 'No output, also where nothing was left to keep.',
    caution: `If it fails without a word, ${aside} is there from an earlier try. Check which of the two is good before you remove one.`,
    undo: {
      text: 'Move it back. This refuses to overwrite a folder in which there is something.',
      run: `mv --no-target-directory -- ${quote(aside)} ${quote(path)}`,
    },
  };
}

export function seeKept(on: Host | Guest, paths: readonly string[]): RunbookStep {
  return {
    id: 'see-kept',
    title: 'See that all of it lies aside',
    on,
    run: `ls -ld -- ${paths.map((path) => quote(asideOf(path))).join(' ')}`,
    expect: 'A line for each folder that was there.',
    shows: paths.map(asideOf),
  };
}

/** The folder of a database's files, as it was but empty: the server makes new files, and the dump fills them. */
export function emptyFolder({ container, machine: on, files }: Database, kept: readonly string[]): RunbookStep {
  const moved = kept.find((path) => isBelow(files, path)) ?? files;
  const before = `${asideOf(moved)}${files.slice(moved.length)}`;
  const [folder, like] = [quote(files), quote(before)];
  return {
    id: `empty-${container}`,
    title: `Make an empty folder for the files of the database ${container}`,
    on,
    run: `mkdir -p -- ${folder} && chown --reference=${like} -- ${folder} && chmod --reference=${like} -- ${folder}`,
    expect: 'No output. If there was nothing to keep it says so; then the folder is there, and the server sets the owner itself.',
    undo: { text: 'Remove the empty folder.', run: `rmdir -- ${folder}` },
  };
}

export function removeKept(on: Host | Guest, paths: readonly string[]): RunbookStep {
  return {
    id: 'remove-kept',
    title: 'Days later: remove what was moved aside',
    on,
    run: `rm -rf -- ${paths.map((path) => quote(asideOf(path))).join(' ')}`,
    expect: 'No output.',
    caution: 'This cannot be taken back. Do it when people have used the service and miss nothing.',
  };
}
