import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onPath } from '../find.ts';
import { run } from '../process.ts';
import { makeMovable } from './venv.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rackbook-venv-'));
  await mkdir(join(home, 'made/bin'), { recursive: true });
});
afterEach(() => rm(home, { recursive: true }));

const interpreter = (await onPath('python3', process.env['PATH'] ?? '')) ?? '';
const BODY = "import sys\nprint('moved with', sys.argv[1])\n";

// What pip writes, for a short path and for one that is longer than the kernel reads.
test.each([
  ['a short path', (bin: string) => `#!${bin}/python3\n`],
  ['a long path', (bin: string) => `#!/bin/sh\n'''exec' ${bin}/python3 "$0" "$@"\n' '''\n`],
  ['a path with a space', (bin: string) => `#!/bin/sh\n'''exec' "${bin}/python3" "$0" "$@"\n' '''\n`],
])('a program with %s runs where its folder was moved to', async (_, head) => {
  const bin = join(home, 'made/bin');
  await symlink(interpreter, join(bin, 'python3'));
  await writeFile(join(bin, 'demo'), head(bin) + BODY);
  await chmod(join(bin, 'demo'), 0o755);
  await makeMovable(bin);
  await rename(join(home, 'made'), join(home, 'put'));
  await symlink('put/bin/demo', join(home, 'entry'));
  const { code, stdout, stderr } = await run([join(home, 'entry'), 'its words']);
  expect([code, stdout, stderr]).toEqual([0, 'moved with its words\n', '']);
});

test('what no Python starts is left as it is', async () => {
  const bin = join(home, 'made/bin');
  await writeFile(join(bin, 'activate'), '#!/bin/sh\necho python3\n');
  await copyFile('/bin/true', join(bin, 'true'));
  const before = await readFile(join(bin, 'true'));
  await makeMovable(bin);
  expect(await readFile(join(bin, 'activate'), 'utf8')).toBe('#!/bin/sh\necho python3\n');
  expect((await readFile(join(bin, 'true'))).equals(before)).toBe(true);
});
