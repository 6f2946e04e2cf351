/** How things get lost: what happens before a runbook is opened. */

import { quote } from '../../formats/shell.ts';
import type { Machine } from '../../testbed/machine/machine.ts';
import { lastLines } from '../../tools/process.ts';

/** A person or a program has changed the files: some are gone, some are different, some are new. */
export async function damage(machine: Machine, paths: readonly string[]): Promise<void> {
  const script = paths.map((path) =>
    [
      `cd ${quote(path)}`,
      'rm -rf folder empty',
      'printf "wrong\\n" >plain.txt',
      'mkdir -p folder/deep/made-up && printf "x\\n" >folder/deep/made-up/file',
      'chmod 0777 . plain.txt',
      'chown 1:1 plain.txt',
    ].join('\n'),
  );
  await must(machine, `set -eu\n${script.join('\n')}`);
}

/** Every file has other content; none is gone and none is new. */
export async function spoil(machine: Machine, paths: readonly string[]): Promise<void> {
  for (const path of paths)
    await must(machine, `find ${quote(path)} -type f -exec sh -c 'for file; do echo spoilt >"$file"; done' sh {} +`);
}

/** Nothing is left, not even the folders. */
export async function wipe(machine: Machine, paths: readonly string[]): Promise<void> {
  await must(machine, `rm -rf -- ${paths.map(quote).join(' ')}`);
}

/** Every file has other bytes and another name. */
export async function encrypt(machine: Machine, paths: readonly string[]): Promise<void> {
  const script = paths.map(
    (path) =>
      `find ${quote(path)} -type f -exec sh -c 'for file; do tr "\\000-\\377" "\\001-\\377\\000" <"$file" >"$file.locked" && rm "$file"; done' sh {} +`,
  );
  await must(machine, script.join('\n'));
}

async function must(machine: Machine, text: string): Promise<void> {
  const done = await machine.shell(text);
  if (done.code !== 0) throw new Error(`nothing could be lost on ${machine.name}: ${lastLines(done)}`);
}
