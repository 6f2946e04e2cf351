import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestSite, versionAt } from '../../cli/site/test-site.ts';
import { repository } from '../../tools/places.ts';
import { run } from '../../tools/process.ts';

/** The program where nothing can be written, as seen by one command in a mount namespace of its own. */
const MOUNT = 'umask 000 && mount --bind "$1" "$2" && mount -o remount,bind,ro "$2" && cd "$3" && shift 3 && exec "$@"';

const base = fs.mkdtempSync(join(tmpdir(), 'rackbook-elsewhere-'));
const engine = join(base, 'rackbook');
// Its name begins as the program's.
const lab = join(base, 'rackbook-läb 2');
const dist = join(lab, 'dist');
const environment = { ...process.env, CI: '', NODE_ENV: undefined, VITEST: undefined, NO_COLOR: '1', FORCE_COLOR: undefined };

const command = (name: string, args: readonly string[], cwd = '/'): readonly string[] => {
  const program = [process.execPath, join(engine, 'cli', `${name}.ts`), '--root', lab, ...args];
  return ['unshare', '--mount', 'sh', '-c', MOUNT, '-', repository, engine, cwd, ...program];
};

const hasNamespaces = (await run(['unshare', '--mount', 'true'])).code === 0;
if (!hasNamespaces && process.env['CI']) throw new Error('These tests need a mount namespace; run them as root.');
if (!hasNamespaces) console.warn('SKIPPED: a read-only program needs a mount namespace; run this as root.');

beforeAll(async () => {
  fs.mkdirSync(engine);
  fs.cpSync(join(repository, 'tests/labs/one-host'), join(lab, 'inventory'), { recursive: true });
});
afterAll(() => fs.rmSync(base, { recursive: true, force: true }));

describe.runIf(hasNamespaces)('a lab elsewhere, and a program that cannot be written to', () => {
  test('build: a killed one leaves the site that was there, and the next one shows its own', async () => {
    expect(await run(command('gen', []))).toMatchObject({ code: 0 });
    const old = join(lab, '.rackbook/site/old');
    await buildTestSite(old, 'old');
    fs.symlinkSync('.rackbook/site/old', dist);
    const [program, ...args] = command('build', []);
    const child = spawn(program!, args, { stdio: 'ignore', env: environment });
    const ended = once(child, 'exit');
    const begun = () => fs.globSync('.rackbook/site/*/{index.html,status/index.html}', { cwd: lab }).length > 1;
    for (let waited = 0; !begun() && child.exitCode === null && waited < 60_000; waited += 10) await setTimeout(10);
    child.kill('SIGKILL');
    await ended;
    expect([begun(), versionAt(dist)]).toEqual([true, 'old']);

    expect(await run(command('build', [], engine), { env: environment })).toMatchObject({ code: 0, stderr: '' });
    expect(fs.readFileSync(join(dist, 'index.html'), 'utf8')).toContain('<html');
    expect(fs.readdirSync(join(lab, '.rackbook/site')).length).toBe(2);
    expect(fs.readdirSync(lab).sort()).toEqual(['.rackbook', 'dist', 'infra', 'inventory', 'src']);
  });

  test.each(['start', 'demo', 'dev'])('%s: serves the pages', async (name) => {
    const [program, ...args] = command(name, ['--port', '0']);
    const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
    const ended = once(child, 'exit');
    try {
      const page = await fetch(`${await addressOf(child)}services/notes/`);
      expect([page.status, (await page.text()).includes('Notes')]).toEqual([200, true]);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });

  test('nothing that was made can be written by others, although the commands ran with umask 000', () => {
    const made = fs.readdirSync(lab, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isSymbolicLink());
    const open = made.map((entry) => join(entry.parentPath, entry.name)).filter((path) => (fs.lstatSync(path).mode & 0o022) !== 0);
    expect([made.length > 300, open]).toEqual([true, []]);
  });
});

/** Where a command says that it serves. Throws all that it said when it ends before. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const address = /http:\/\/\S+?:\d+\//.exec(said)?.[0];
        if (address) resolve(address);
      });
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${said}`)));
  });
}
