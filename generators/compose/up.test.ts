/** `up.sh` with a stand-in for docker: what it goes on with when something does not start. */

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitShellSettings } from '../../formats/shell-settings.ts';

/** Fails for what is named in FAILS: a Compose file or a network. */
const DOCKER = `#!/bin/sh
echo "$*" >>"$LOG"
case "$*" in 'network inspect '*) exit 1 ;; esac
for word; do case " $FAILS " in *" $word "*) exit 17 ;; esac; done
`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-up-'));
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin/docker'), DOCKER, { mode: 0o755 });
  copyFileSync(join(import.meta.dirname, 'runtime/up.sh'), join(root, 'up.sh'));
  const row = (...ids: readonly string[]) => ids.map((id) => `${id}/compose.yaml`);
  const lists = {
    secret: [],
    folder: [],
    expected: [],
    network: [['to-app', '--internal']],
    outside: [['shared', 'app']],
    variables: [],
    need: [row('app', 'db', 'cache'), row('page', 'app')],
    stack: [row('db'), row('cache'), row('app'), row('page'), row('other')],
  };
  writeFileSync(join(root, 'up.settings'), emitShellSettings('Containers of one.', { lists }));
});
afterAll(() => rmSync(root, { recursive: true }));

function up(fails: string, ...options: readonly string[]) {
  const log = join(root, 'log');
  rmSync(log, { force: true });
  const { status, stderr } = spawnSync('sh', [join(root, 'up.sh'), ...options], {
    encoding: 'utf8',
    env: { PATH: `${join(root, 'bin')}:${process.env['PATH']}`, LOG: log, FAILS: fails },
  });
  const calls = readFileSync(log, 'utf8').split('\n');
  const started = calls.flatMap((call) => /^compose --file (\S+)\/compose\.yaml up (.*)$/.exec(call)?.slice(1, 3) ?? []);
  return {
    status,
    said: stderr.split('\n').filter((line) => line !== ''),
    tried: started.filter((_, at) => at % 2 === 0),
    words: started[1],
  };
}

describe('up.sh', () => {
  it('starts all, with the options of the caller', () => {
    expect(up('', '--pull', 'never')).toMatchObject({
      status: 0,
      tried: ['db', 'cache', 'app', 'page', 'other'],
      words: '--detach --remove-orphans --pull never',
    });
  });

  it('goes on with what does not need the one that failed, names both, and fails', () => {
    const { status, said, tried } = up('cache/compose.yaml');
    expect({ status, tried }).toEqual({ status: 1, tried: ['db', 'cache', 'other'] });
    expect(said.slice(-2)).toEqual([
      'Did not start: cache. What went wrong stands above, where each was tried.',
      'Not tried, since they need one that did not start: app page',
    ]);
  });

  it('names every one that failed', () => {
    expect(up('page/compose.yaml other/compose.yaml')).toMatchObject({ status: 1, tried: ['db', 'cache', 'app', 'page', 'other'] });
  });

  it.each(['to-app', 'shared'])('goes on without the network %s, and fails', (network) => {
    expect(up(network)).toMatchObject({ status: 1, tried: ['db', 'cache', 'app', 'page', 'other'] });
  });
});
