import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Programs that do nothing but note the words that they were called with. No network is there yet, so the script makes it. */
const NOTE = `#!/bin/sh
{ printf '%s\\0' "\${0##*/}" "$@"; printf '\\1\\0'; } >>"$NOTES"
[ "$1 $2" != 'network inspect' ]
`;

export interface Shell {
  /** Runs a script as `up.sh` with the real shell, in `cwd`, its settings beside it; gives the calls that it made, each a list of words. */
  run(script: string, cwd: string, settings?: string): string[][];
}

/** A shell that finds nothing but the noting programs, and what the script and a hostile text need. */
export function makeShell(folder: string): Shell {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const name of ['docker', 'install', 'sudo']) writeFileSync(join(bin, name), NOTE, { mode: 0o755 });
  for (const name of ['readlink', 'find', 'grep', 'touch']) symlinkSync(`/usr/bin/${name}`, join(bin, name));
  const notes = join(folder, 'notes');
  return {
    run(script, cwd, settings = '') {
      writeFileSync(notes, '');
      const file = join(cwd, 'up.sh');
      writeFileSync(file, script);
      writeFileSync(join(cwd, 'up.settings'), settings);
      const options = { cwd, env: { PATH: bin, NOTES: notes, HOME: '/home-of-a-user' }, stdio: 'pipe' } as const;
      execFileSync('/bin/sh', ['-n', file], options);
      execFileSync('/bin/sh', [file], options);
      return readFileSync(notes, 'utf8')
        .split('\x01\0')
        .slice(0, -1)
        .map((call) => call.split('\0').slice(0, -1));
    },
  };
}
