/** The projects of `moved-in/` on an engine on which two of them ran before, by other names. */

import { join } from 'node:path';
import { waitFor } from '../../../testbed/wait-for.ts';
import type { RunResult } from '../../../tools/process.ts';
import { type LabOnEngine, startLab } from './test-lab.ts';

/** The secret file of `password`, and the value of its line. */
export const SECRET = '/etc/rackbook/secrets/password/db';
export const PASSWORD = 'kZ8v $HOME "Q2"';
/** Words of the value that stand nowhere else. */
export const PASSWORD_MARK = 'kZ8v';

export interface Up extends RunResult {
  /** What runs afterwards. */
  readonly containers: readonly string[];
}

export interface MovedIn {
  /** `up.sh`, run without the secret file, with one that has another line, and with everything in place. */
  readonly ups: Readonly<Record<'no file' | 'no line' | 'complete', Up>>;
  running(): Promise<readonly string[]>;
  /** What a text of the shell says in a container. */
  said(container: string, script: string): Promise<string>;
  /** What the entry point of a container wrote down, as soon as it did. */
  written(container: string): Promise<string>;
}

/** Project by project, the service that ran in it before, with a volume `data`. */
export const OLDER = { oldname: 'kept', othername: 'named' } as const;

export async function startMovedIn(lab: LabOnEngine): Promise<MovedIn> {
  const running: MovedIn['running'] = async () =>
    (await lab.engine.api.listContainers()).flatMap(({ Names }) => Names.map((name) => name.slice(1))).sort();
  const up = async (): Promise<Up> => ({ ...(await lab.up()), containers: await running() });
  for (const [project, service] of Object.entries(OLDER)) await startOlder(lab, project, service);
  const noFile = await up();
  await lab.run(['sh', '-c', `mkdir -p "\${1%/*}" && echo OTHER=x >"$1"`, '-', SECRET]);
  const noLine = await up();
  await lab.run(['sh', '-c', 'cat >>"$1"', '-', SECRET], { input: `DB_PASSWORD='${PASSWORD}'\n` });
  const complete = await up();
  return {
    ups: { 'no file': noFile, 'no line': noLine, complete },
    running,
    said: async (container, script) => (await lab.engine.runInContainer(container, script, '')).stdout,
    async written(container) {
      const { stdout } = await waitFor(
        () => lab.engine.runInContainer(container, 'cat /tmp/said', ''),
        ({ code }) => code === 0,
      );
      return stdout;
    },
  };
}

export function startLabToMoveInto(): Promise<LabOnEngine> {
  return startLab({ folder: join(import.meta.dirname, 'moved-in') });
}

async function startOlder(lab: LabOnEngine, project: string, service: string): Promise<void> {
  const older = { services: { [service]: { image: 'app:1', stop_grace_period: '1s', volumes: ['data:/data'] } }, volumes: { data: {} } };
  const started = await lab.run(['docker', 'compose', '--project-name', project, '--file', '-', 'up', '--detach'], {
    input: JSON.stringify(older),
  });
  if (started.code !== 0) throw new Error(started.stderr);
  await lab.engine.runInContainer(`${project}-${service}-1`, `echo "of ${project}" >/data/file`, '');
}
