/** Whoever interrupts a command is told what is true of the files, and that is then true. */

import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../tools/places.ts';
import { run } from '../tools/process.ts';

/** Sends a signal to the command itself at the moment in which it calls a function of `node:fs` with such a path. */
const HOOK = `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { NAME, PATH_PART, SIGNAL } = process.env;
const real = fs[NAME];
fs[NAME] = (...args) => {
  if (args.some((arg) => String(arg).includes(PATH_PART))) process.kill(process.pid, SIGNAL);
  return real(...args);
};
syncBuiltinESMExports();`;

let root: string;
beforeAll(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'rackbook-cut-off-'));
  fs.cpSync(join(repository, 'tests/labs/one-host'), join(root, 'inventory'), { recursive: true });
  fs.writeFileSync(join(root, 'hook.mjs'), HOOK);
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** Runs a command that gets a signal when it calls `name` with a path that has this in it. */
const interrupted = (command: string, name: string, part: string, signal: string) =>
  run([process.execPath, '--import', join(root, 'hook.mjs'), join(repository, 'cli', command), '--root', root], {
    env: { NAME: name, PATH_PART: part, SIGNAL: signal, CI: '' },
  });
const infra = () => fs.existsSync(join(root, 'infra'));
const locks = () => fs.readdirSync(join(root, '.rackbook')).filter((name) => name.includes('.lock'));

describe('a command that is interrupted', () => {
  it('gen, before it writes: nothing was written', async () => {
    expect(await interrupted('gen.ts', 'readdirSync', '/inventory', 'SIGINT')).toMatchObject({
      code: 130,
      stderr: '\nInterrupted. Nothing was written.\n',
    });
    expect(infra()).toBe(false);
  });

  it('gen, while it writes: all was written, and the next one notes it', async () => {
    expect(await interrupted('gen.ts', 'renameSync', 'src/content/lab', 'SIGTERM')).toMatchObject({
      code: 143,
      stderr: '\nInterrupted. All files were written. Run gen again: the ledger does not have them yet.\n',
    });
    expect(locks()).toEqual([]);
    const gen = [process.execPath, join(repository, 'cli/gen.ts'), '--root', root];
    expect((await run(gen)).stdout).not.toMatch(/^total +[1-9]\d* /m);
    expect(await run([...gen, '--check'])).toMatchObject({ code: 0 });
  });

  it('status: no snapshot was written', async () => {
    expect(await interrupted('status.ts', 'readdirSync', '/inventory', 'SIGINT')).toMatchObject({
      code: 130,
      stderr: '\nInterrupted. No snapshot was written; the last one is as it was.\n',
    });
    expect(fs.existsSync(join(root, '.rackbook/snapshot.json'))).toBe(false);
  });

  it('build: the site is unchanged, and its lock is gone', async () => {
    fs.mkdirSync(join(root, '.rackbook/site/old'), { recursive: true });
    fs.symlinkSync('.rackbook/site/old', join(root, 'dist'));
    const { code, stderr } = await interrupted('build.ts', 'linkSync', 'build.lock', 'SIGINT');
    expect([code, stderr]).toEqual([130, '\nInterrupted. The site that was there is unchanged.\n']);
    expect([fs.readlinkSync(join(root, 'dist')), fs.existsSync(join(root, 'dist')), locks()]).toEqual(['.rackbook/site/old', true, []]);
  });
});
