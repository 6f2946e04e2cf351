import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AutomationRun, check } from './findings.ts';

/** No output, no report and no record on the control node holds a value of a secret. */
export async function checkSilence(run: AutomationRun): Promise<void> {
  const { outputs, secrets, reports, lab } = run.testbed;
  if (secrets.ever.size === 0) return;
  const written = [
    ...(await textsIn(reports('before'))),
    ...(await textsIn(reports('after'))),
    ...(await textsIn(join(lab.root, '.rackbook/deployed'))),
  ];
  const told = [...secrets.values].filter(([, value]) => [...outputs, ...written].some((text) => text.includes(value))).map(([id]) => id);
  const others = [...secrets.ever].filter((value) => [...outputs, ...written].some((text) => text.includes(value))).length;
  check(
    run,
    'lab:lab',
    'no value of a secret is in any output',
    told.length + others === 0 ? undefined : `there are ${others}, of ${told.join(', ') || 'secrets with another value now'}`,
  );
}

async function textsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}
