import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import { type Command, commandsOf, runbookLab } from '../../core/facts/runbooks/test-lab.ts';
import { loadLab } from '../../core/load.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { LABS } from '../labs/labs.ts';

const labs = await Promise.all(LABS.map(async ({ name, inventoryDir }) => ({ name, loaded: await loadLab(inventoryDir, systems) })));
const commands = new Map<string, readonly Command[]>(
  labs.flatMap(({ name, loaded }) => (loaded.ok ? [[name, commandsOf(runbooksOf(loaded.value.model))] as const] : [])),
);
commands.set('one of everything', commandsOf(runbooksOf(runbookLab().model)));

/** What a program says of a text; empty when it takes it. */
function refused(program: string, argv: readonly string[], text: string): string {
  const { status, stdout, stderr } = spawnSync(program, argv, { input: text, encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

const found = await findTool(toolOf('shellcheck'));
const [shellcheck = '', ...before] = isMissing(found) ? [] : found.argv;
const missing = isMissing(found) ? found.missing : undefined;
if (missing !== undefined) process.stderr.write(`SKIPPED tests/accept/runbooks-shell.test.ts, shellcheck: ${missing}\n`);

it.runIf(missing !== undefined && process.env['CI'] === 'true')('shellcheck is there in CI', () => {
  expect(missing).toBeUndefined();
});

describe.each([...commands])('commands of runbooks of %s', (_, all) => {
  it('are taken by a POSIX shell', () => {
    expect(all.length).toBeGreaterThan(0);
    for (const { at, text } of all) expect(refused('sh', ['-n'], text), `${at}: ${text}`).toBe('');
  });

  it.skipIf(missing !== undefined)('are taken by shellcheck', () => {
    // One call for all of them: a function each, since each is typed in its own shell.
    const script = all.map(({ text }, at) => `step${at}() {\n${text}\n}\n`).join('');
    const calls = all.map((_each, at) => `step${at}\n`).join('');
    // SC2016: what a path of the inventory has of `$` is meant to stay as it is.
    expect(refused(shellcheck, [...before, '--shell=sh', '--exclude=SC2016', '-'], `#!/bin/sh\n${script}${calls}`)).toBe('');
  });
});

describe('the judges', () => {
  it('refuse what is no command', () => {
    expect(refused('sh', ['-n'], "cat -- '/srv/x")).not.toBe('');
  });

  it.skipIf(missing !== undefined)('refuse a word that is not quoted', () => {
    expect(refused(shellcheck, [...before, '--shell=sh', '-'], '#!/bin/sh\nrm -rf $1\n')).toContain('SC2086');
  });
});

/** The words that a command hands to programs, with each program replaced by one that only prints them. */
function wordsOf(text: string): readonly string[] {
  const script = `docker() { printf '%s\\0' "$@"; }; mv() { docker "$@"; }; cp() { docker "$@"; }; test() { :; }\n${text}`;
  return spawnSync('sh', [], { input: script, encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

describe('a hostile path', () => {
  const path = '/srv/it\'s $(touch /x) `id` "q" \\ *[a] %h ;x&';
  const bind = { type: 'bind', source: path, target: '/acme' };
  const { model } = runbookLab({
    services: { proxy: { data: [{ path, backup: 'daily' }], compose: { services: { proxy: { volumes: [bind] } } } } },
  });

  it('is one word for the shell', () => {
    const kept = commandsOf(runbooksOf(model)).find(({ at }) => at === 'restore-service-proxy/keep-1');
    expect(wordsOf(kept?.text ?? '')).toEqual(['--', path, `${path}.before`]);
    const put = commandsOf(runbooksOf(model)).find(({ at }) => at === 'restore-file-daily/put-back');
    expect(wordsOf(put?.text ?? '').slice(-2)).toEqual([`/var/lib/rackbook/restored${path}/config.json`, `${path}/config.json`]);
  });
});
