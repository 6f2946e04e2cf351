import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLines, run } from '../../../tools/process.ts';
import type { StandInState } from './proxmox-stand-in.ts';

const STAND_IN = fileURLToPath(new URL('proxmox-stand-in.ts', import.meta.url));

export interface Outcome {
  /** What was wrong with a call or with the script itself. */
  readonly fault?: string;
  readonly state: StandInState;
}

/** Programs of Proxmox that keep what they are told, and a folder that plays `/etc`. */
export interface Sandbox {
  /** Runs `apply.sh` with the settings beside it and the programs; what they say of `/etc` is in the folder. */
  run(script: string, settings: string): Promise<Outcome>;
  /** Puts a file below `/etc`. */
  put(path: string, content: string): Promise<void>;
  end(): Promise<void>;
}

export async function proxmoxSandbox(before: Partial<StandInState> = {}): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-proxmox-'));
  const etc = join(folder, 'etc');
  const bin = join(folder, 'bin');
  const file = join(folder, 'state.json');
  await mkdir(bin);
  for (const name of ['pvesh', 'pvesm', 'proxmox-backup-manager']) await program(join(bin, name), `exec "$NODE" "$STAND_IN" ${name} "$@"`);
  // The disk of a backup server is always there.
  await program(join(bin, 'mountpoint'), ':');
  const empty = {
    jobs: {},
    storages: {},
    datastores: {},
    'prune-job': {},
    'verify-job': {},
    refused: [],
    passwords: join(etc, 'pve/priv/storage'),
  };
  await writeFile(file, JSON.stringify({ ...empty, ...before }));
  const put = async (path: string, content: string): Promise<void> => {
    await mkdir(join(etc, path, '..'), { recursive: true });
    await writeFile(join(etc, path), content.replaceAll('/etc/', `${etc}/`));
  };
  return {
    put,
    async run(script, settings) {
      const copy = join(folder, 'apply.sh');
      await writeFile(copy, script.replaceAll('/etc/', `${etc}/`));
      await writeFile(join(folder, 'apply.settings'), settings.replaceAll('/etc/', `${etc}/`));
      const env = { PATH: `${bin}:/usr/bin:/bin`, NODE: process.execPath, STAND_IN, STAND_IN_STATE: file };
      const done = await run(['/bin/sh', copy], { cwd: folder, env, timeoutMs: 60_000 });
      const state = JSON.parse(await readFile(file, 'utf8')) as StandInState;
      const said = done.code === 0 && done.stderr === '' ? undefined : `it ends with ${done.code}: ${lastLines(done)}`;
      const fault = state.refused[0] ?? said;
      return fault === undefined ? { state } : { fault, state };
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}

async function program(path: string, line: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${line}\n`);
  await chmod(path, 0o755);
}
