/** Data to lose: files as awkward as real ones, made inside a machine. */

import { quote } from '../../formats/shell.ts';
import type { Machine } from '../../testbed/machine/machine.ts';
import { lastLines } from '../../tools/process.ts';

/** The first state of a data path. Owners and modes are as a container's user would leave them. */
const FIRST = `
mkdir -p "$path/folder/deep" "$path/empty" "$path/with space"
printf 'first\\n' >"$path/plain.txt"
printf 'secret\\n' >"$path/folder/private.key"; chmod 0600 "$path/folder/private.key"
printf '#!/bin/sh\\n' >"$path/folder/run"; chmod 4750 "$path/folder/run"
head -c 3000000 /dev/urandom >"$path/folder/blob"
: >"$path/folder/nothing"
truncate -s 1M "$path/folder/sparse"
printf 'x\\n' >"$path/with space/qu\\"ote'\\$dollar \\\\ back"
printf 'y\\n' >"$path/-rf"
printf 'z\\n' >"$path/$(printf 'new\\nline \\303\\274nicode \\377byte')"
ln -s ../plain.txt "$path/folder/link"
ln -s /nowhere/at/all "$path/folder/dangling"
ln "$path/plain.txt" "$path/folder/hard"
mkfifo "$path/folder/pipe"
touch -d '2001-02-03 04:05:06.789' "$path/plain.txt"
chown -R 1234:4321 "$path/folder" "$path/with space"
chown 0:42 "$path/folder/private.key"
chmod 1777 "$path/empty"
chmod 2750 "$path/folder/deep"
`;

/** Between two backups: something new, something else, something gone, something of another kind. */
const SECOND = `
printf 'second\\n' >"$path/plain.txt"
printf 'new\\n' >"$path/folder/new"
head -c 500000 /dev/urandom >>"$path/folder/blob"
rm "$path/folder/link" "$path/-rf"
mkdir "$path/folder/link"
printf 'inside\\n' >"$path/folder/link/file"
chmod 0640 "$path/folder/private.key"
chown 77:77 "$path/folder/nothing"
mv "$path/with space" "$path/with another space"
`;

/** Fills a folder with the first state, or changes that to the second. A path with a file extension is taken for a folder, too. */
export async function seed(machine: Machine, path: string, state: 'first' | 'second'): Promise<void> {
  const done = await machine.shell(`set -eu\npath=${quote(path)}\nmkdir -p "$path"\n${state === 'first' ? FIRST : SECOND}`);
  if (done.code !== 0) throw new Error(`${path} cannot be filled: ${lastLines(done)}`);
}
