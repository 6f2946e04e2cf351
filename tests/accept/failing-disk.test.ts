import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../../tools/places.ts';
import { run } from '../../tools/process.ts';

/** What befalls the folder of the lab, in a mount namespace of its own: `$1` has the inventory, `$2` is the lab. */
const DISKS = {
  full: 'mount -t tmpfs -o size=1m none "$2" && cp -r "$1/inventory" "$2" && { head -c 2M /dev/zero >"$2/filler" 2>/dev/null || true; }',
  // Room to begin with, so that what fails is the program that Astro writes.
  filling: 'mount -t tmpfs -o size=400k none "$2" && cp -r "$1/inventory" "$2" && mkdir "$2/dist" && echo old >"$2/dist/index.html"',
  'read-only': 'mount --bind "$1" "$2" && mount -o remount,bind,ro "$2"',
  linked: 'mount -t tmpfs -o size=1m none "$2" && cp -r "$1/inventory" "$2" && mkdir "$2/outside" && ln -s outside "$2/.rackbook"',
};
const SAID = { full: '(ENOSPC)', 'read-only': '(EROFS)', linked: '.rackbook is a link or no folder' } as const;

const COMMANDS = ['gen.ts', 'status.ts', 'build.ts', 'bundle.ts', 'schemas.ts', 'demo.ts --once'];
/** These write nothing to `.rackbook`. */
const ELSEWHERE = ['bundle.ts', 'schemas.ts'];

const base = mkdtempSync(join(tmpdir(), 'rackbook-disk-'));
const hasNamespaces = (await run(['unshare', '--mount', 'true'])).code === 0;
if (!hasNamespaces && process.env['CI']) throw new Error('These tests need a mount namespace; run them as root.');
if (!hasNamespaces) console.warn('SKIPPED: a disk that fails needs a mount namespace; run this as root.');

beforeAll(() => {
  cpSync(join(repository, 'tests/labs/one-host'), join(base, 'good/inventory'), { recursive: true });
  mkdirSync(join(base, 'lab'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

function on(disk: keyof typeof DISKS, command: string) {
  const [file = '', ...args] = command.split(' ');
  const script = `${DISKS[disk]} && shift && lab=$1 && shift && { "$@" --root "$lab"; code=$?; cat "$lab/dist/index.html" 2>/dev/null; exit $code; }`;
  return run(
    [
      'unshare',
      '--mount',
      'sh',
      '-c',
      script,
      '-',
      join(base, 'good'),
      join(base, 'lab'),
      process.execPath,
      join(repository, 'cli', file),
      ...args,
    ],
    {
      env: { NODE_ENV: undefined, VITEST: undefined },
    },
  );
}

describe.runIf(hasNamespaces).each(['full', 'read-only', 'linked'] as const)('on a disk that is %s', (disk) => {
  const commands = COMMANDS.filter((command) => disk !== 'linked' || !ELSEWHERE.includes(command));
  test.concurrent.each(commands)('%s says so in a sentence', async (command) => {
    const { code, stdout, stderr } = await on(disk, command);
    expect([code, stderr.includes(SAID[disk]), /^ {4}at /m.test(stderr)], stderr).toEqual([1, true, false]);
    if (command === 'status.ts') expect(stdout).toContain('No check is declared yet, so nothing is certain.');
  });
});

test.runIf(hasNamespaces)('a disk that fills up while the site is built leaves the old one', async () => {
  const { code, stdout, stderr } = await on('filling', 'build.ts');
  expect([code, /^The disk is full: .*\(ENOSPC\)$/m.test(stderr), /^ {4}at |Stack backtrace/m.test(stderr)], stderr).toEqual([
    1,
    true,
    false,
  ]);
  expect(stderr).toContain('The site that was there is unchanged.');
  expect(stdout).toBe('old\n');
});
