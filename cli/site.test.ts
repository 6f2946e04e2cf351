import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { repository } from '../tools/places.ts';
import { run } from '../tools/process.ts';

const root = mkdtempSync(join(tmpdir(), 'rackbook-site-address-'));
cpSync(join(repository, 'tests/labs/one-host'), join(root, 'inventory'), { recursive: true });
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['build.ts', 'RACKBOOK_BASE', '//evil'],
  ['start.ts', 'RACKBOOK_BASE', '../x'],
  ['dev.ts', 'RACKBOOK_SITE', 'evil'],
])('%s does nothing where %s is %s', async (file, name, value) => {
  const { code, stderr } = await run([process.execPath, join(repository, 'cli', file), '--root', root], {
    env: { NODE_ENV: undefined, VITEST: undefined, [name]: value },
  });
  expect([code, stderr.startsWith(`${name} is "${value}", and has to be `), /^ {4}at /m.test(stderr)], stderr).toEqual([1, true, false]);
  expect(['dist', '.rackbook', 'infra'].filter((path) => existsSync(join(root, path)))).toEqual([]);
});
