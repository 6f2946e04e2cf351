/** What a tree of files is like, as text that can be compared: kinds, modes, owners, links, sizes, times and contents. */

import { quote } from '../../formats/shell.ts';
import type { Machine } from '../../testbed/machine/machine.ts';
import { lastLines } from '../../tools/process.ts';

/**
 * One line for each entry below the paths, sorted: kind, mode, owner, group, number of hard links, target of a link, time of a file, then
 * SHA-256 of every file. A missing path is a line, too. Throws when it cannot be read.
 */
export async function treeOf(machine: Machine, paths: readonly string[]): Promise<string> {
  const words = paths.map(quote).join(' ');
  const done = await machine.shell(
    [
      'set -eu',
      `for path in ${words}; do`,
      '  [ -e "$path" ] || [ -L "$path" ] || { echo "no $path"; continue; }',
      // A folder's size and time are the file system's own business.
      `  find "$path" \\( -type d -printf '%y %m %U %G %p\\n' \\) -o \\( -type l -printf '%y %U %G %p -> %l\\n' \\) -o -printf '%y %m %U %G %n %s %T@ %p\\n'`,
      `  find "$path" -type f -exec sha256sum -- {} +`,
      'done | LC_ALL=C sort',
    ].join('\n'),
    { timeoutMs: 120_000, keepBytes: 64 * 1024 * 1024 },
  );
  if (done.code !== 0) throw new Error(`the files cannot be read: ${lastLines(done)}`);
  return done.stdout;
}

/** The first differences of two trees, `-` for what is only in the first; empty when they are alike. */
export function treeDifference(wanted: string, found: string, count = 4): string[] {
  const [one, other] = [new Set(wanted.split('\n')), new Set(found.split('\n'))];
  return [
    ...[...one].filter((line) => !other.has(line)).map((line) => `- ${line}`),
    ...[...other].filter((line) => !one.has(line)).map((line) => `+ ${line}`),
  ].slice(0, count);
}
