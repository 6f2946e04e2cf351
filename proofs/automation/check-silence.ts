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
  const all = [...outputs, ...written];
  // What a module is given is Base64 now and then.
  const isTold = (value: string) => [value, Buffer.from(value).toString('base64')].some((form) => all.some((text) => text.includes(form)));
  const told = [...secrets.values].filter(([, value]) => isTold(value)).map(([id]) => id);
  const count = [...secrets.ever].filter(isTold).length;
  check(
    run,
    'lab:lab',
    'no value of a secret is in any output',
    count === 0 ? undefined : `there are ${count}, of ${told.join(', ') || 'secrets with another value now'}`,
  );
}

async function textsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}
