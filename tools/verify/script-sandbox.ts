/** Runs a script that is made for another machine, with stand-ins of that machine's programs and a folder that plays its `/etc`. */

import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { lastLines, run } from '../process.ts';
import { STATE_VARIABLE, type StandInState, type Tables } from './stand-in-call.ts';

export interface ScriptStandIn<Table extends string> {
  /** Program in TypeScript that plays all of `programs`: `<file> <program> <arguments>…`. See `stand-in-call.ts`. */
  readonly file: string;
  readonly programs: readonly string[];
  /** Programs that only have to succeed. */
  readonly succeeding?: readonly string[];
  /** What it keeps before the first run. */
  readonly tables: Tables<Table>;
}

export interface Outcome<Table extends string> {
  /** What was wrong with a call or with the script itself. */
  readonly fault?: string;
  /** What it printed. */
  readonly stdout: string;
  readonly tables: Tables<Table>;
}

export interface ScriptSandbox<Table extends string> {
  /** Runs `apply.sh` with the settings beside it and the programs; what they say of `/etc` is in the folder. */
  run(script: string, settings: string, ...words: readonly string[]): Promise<Outcome<Table>>;
  /** Puts a file below `/etc`. */
  put(path: string, content: string): Promise<void>;
  /** A file below `/etc` with its permission bits; undefined where there is none. */
  read(path: string): Promise<{ readonly text: string; readonly mode: number } | undefined>;
  end(): Promise<void>;
}

export async function scriptSandbox<Table extends string>(standIn: ScriptStandIn<Table>): Promise<ScriptSandbox<Table>> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-script-'));
  const etc = join(folder, 'etc');
  const bin = join(folder, 'bin');
  const file = join(folder, 'state.json');
  await mkdir(bin);
  for (const name of standIn.programs) await program(join(bin, name), `exec "$NODE" "$STAND_IN" ${name} "$@"`);
  for (const name of standIn.succeeding ?? []) await program(join(bin, name), ':');
  const before: StandInState<Table> = { tables: standIn.tables, refused: [], etc };
  await writeFile(file, JSON.stringify(before));
  const moved = (text: string): string => text.replaceAll('/etc/', `${etc}/`);
  return {
    async put(path, content) {
      await mkdir(dirname(join(etc, path)), { recursive: true });
      await writeFile(join(etc, path), moved(content));
    },
    async read(path) {
      const place = join(etc, path);
      const text = await readFile(place, 'utf8').catch(() => undefined);
      return text === undefined ? undefined : { text, mode: (await stat(place)).mode & 0o777 };
    },
    async run(script, settings, ...words) {
      const copy = join(folder, 'apply.sh');
      await writeFile(copy, moved(script));
      await writeFile(join(folder, 'apply.settings'), moved(settings));
      const env = { PATH: `${bin}:/usr/bin:/bin`, NODE: process.execPath, STAND_IN: standIn.file, [STATE_VARIABLE]: file };
      const done = await run(['/bin/sh', copy, ...words], { cwd: folder, env, timeoutMs: 60_000 });
      const { tables, refused } = JSON.parse(await readFile(file, 'utf8')) as StandInState<Table>;
      const said = done.code === 0 && done.stderr === '' ? undefined : `it ends with ${done.code}: ${lastLines(done)}`;
      const fault = refused[0] ?? said;
      return { tables, stdout: done.stdout, ...(fault === undefined ? {} : { fault }) };
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}

async function program(path: string, line: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${line}\n`);
  await chmod(path, 0o755);
}
