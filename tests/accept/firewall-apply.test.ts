/** The script that loads a firewall takes a mistake back, keeps what the operator confirmed, and changes nothing for a file that nft refuses. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRuntime } from '../../core/read-runtime.ts';
import { toolOf } from '../../registry/catalog.ts';
import { makeNamespace, type OwnNamespace } from '../../testbed/topology/namespace.ts';
import { namespaceObstacle } from '../../testbed/topology/obstacle.ts';
import { findTool, isMissing } from '../../tools/find.ts';

const nft = await findTool(toolOf('nft'));
const obstacle = isMissing(nft) ? nft.missing : await namespaceObstacle();
const [program = 'nft'] = isMissing(nft) ? [] : nft.argv;
const strict = process.env['CI'] === 'true';
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/firewall-apply.test.ts: ${obstacle}\n`);
it.runIf(obstacle !== undefined && strict)('the script can be run in CI', () => expect(obstacle).toBeUndefined());

const ruleset = (chain: string) =>
  `table inet rackbook\ndelete table inet rackbook\ntable inet rackbook {\n  chain ${chain} {\n    counter accept comment "a.b"\n  }\n}\n`;
/** The minute is a second here. */
const SCRIPT = readRuntime('generators/nftables/runtime/apply.sh').replace('patience=60', 'patience=1');

describe.skipIf(obstacle !== undefined)('apply.sh', () => {
  let folder: string;
  let netns: OwnNamespace;
  beforeEach(async () => {
    netns = await makeNamespace();
    folder = mkdtempSync(join(tmpdir(), 'rackbook-apply-'));
    writeFileSync(join(folder, 'apply.sh'), SCRIPT);
    chmodSync(join(folder, 'apply.sh'), 0o755);
    writeFileSync(join(folder, 'rackbook.nft'), ruleset('after'));
    // What another program has loaded stays whatever happens.
    await netns.run([program, '--file', '-'], { input: 'table ip other {\n}\n' });
  });
  afterEach(async () => {
    await netns.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const listed = async () => (await netns.run([program, 'list', 'ruleset'])).stdout;
  const start = (...args: string[]) => {
    const [enter = '', ...words] = [...netns.enter, 'sh', join(folder, 'apply.sh'), ...args];
    const child = spawn(enter, words, {
      env: { ...process.env, PATH: `${dirname(program)}:${process.env['PATH']}` },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ended = once(child, 'exit').then(([code]) => code as number);
    return { child, ended, asks: once(child.stdout, 'data').then(([data]) => String(data)) };
  };

  it('takes the rules back when the operator does not confirm that the machine can be reached', async () => {
    await netns.run([program, '--file', '-'], { input: ruleset('before') });
    const { child, ended, asks } = start();
    expect(await asks).toContain('press Enter');
    expect(await listed()).toContain('chain after');
    await delay(1_800);
    const text = await listed();
    expect(text).toContain('chain before');
    expect(text).not.toContain('chain after');
    expect(text).toContain('table ip other');
    child.stdin.end('\n');
    expect(await ended).toBe(1);
  });

  it('takes them back when there were none before, and when the connection is lost', async () => {
    const { child, asks } = start();
    await asks;
    child.kill('SIGHUP');
    await delay(1_800);
    expect(await listed()).not.toContain('chain');
  });

  it('keeps them after Enter', async () => {
    const { child, ended, asks } = start();
    await asks;
    child.stdin.end('\n');
    expect(await ended).toBe(0);
    await delay(1_500);
    expect(await listed()).toContain('chain after');
  });

  it('keeps them without a question for a playbook', async () => {
    expect(await start('--keep').ended).toBe(0);
    expect(await listed()).toContain('chain after');
  });

  it('changes nothing for a file that nft refuses', async () => {
    await netns.run([program, '--file', '-'], { input: ruleset('before') });
    writeFileSync(join(folder, 'rackbook.nft'), ruleset('after').replace('counter accept', 'counter acept'));
    expect(await start('--keep').ended).not.toBe(0);
    expect(await listed()).toContain('chain before');
  });
});
