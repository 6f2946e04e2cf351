/** The command for one repository, run by the real sh with a stand-in for restic. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readRuntime } from '../../../core/read-runtime.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-repository-'));
  for (const name of ['bin', 'secrets']) mkdirSync(join(folder, name));
  const restic = '#!/bin/sh\nprintf "%s|" "$RESTIC_REPOSITORY" "${B2_ACCOUNT_ID:-none}" "$@"\nexit 3\n';
  writeFileSync(join(folder, 'bin', 'restic'), restic, { mode: 0o755 });
  writeFileSync(join(folder, 'far.sh'), readRuntime('generators/restic/runtime/restic.sh'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function call(values: Record<string, string>) {
  writeFileSync(join(folder, 'far.env'), emitShellSettings('Trial.', { environment: values }));
  const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` };
  return spawnSync('/bin/sh', [join(folder, 'far.sh'), 'ls', 'a b'], { encoding: 'utf8', env });
}

it('knows place and password, passes arguments on, and ends as restic ends', () => {
  const done = call({ RESTIC_REPOSITORY: "it's $HOME", RESTIC_PASSWORD_FILE: join(folder, 'secrets', 'password') });
  expect(done).toMatchObject({ status: 3, stdout: "it's $HOME|none|ls|a b|", stderr: '' });
});

it('reads what object storage asks for from the folder of the password', () => {
  writeFileSync(join(folder, 'secrets', 'far.env'), 'B2_ACCOUNT_ID=of-the-test\n');
  expect(call({ RESTIC_REPOSITORY: 'b2:lab', RESTIC_PASSWORD_FILE: join(folder, 'secrets', 'password') }).stdout).toContain(
    '|of-the-test|',
  );
});

it('ends before restic where it does not know the place or the password', () => {
  for (const values of [{ RESTIC_REPOSITORY: 'x' }, { RESTIC_REPOSITORY: '', RESTIC_PASSWORD_FILE: '/x' }])
    expect(call(values)).toMatchObject({ status: 2, stdout: '' });
});
