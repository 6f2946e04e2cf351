/** The script that gives sanoid its configuration, with stand-ins for the programs that it calls. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HEADER } from '../../core/files/header.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { emitShellSettings } from '../../formats/shell-settings.ts';

let root: string;
const at = (...path: readonly string[]) => join(root, ...path);
const told = () => (existsSync(at('told')) ? readFileSync(at('told'), 'utf8').trim().split('\n') : []);
const install = (...words: readonly string[]) =>
  spawnSync('sh', [at('install.sh'), ...words], { encoding: 'utf8', env: { ...process.env, PATH: `${at('bin')}:${process.env['PATH']}` } });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-sanoid-'));
  for (const name of ['bin', 'units', 'etc/sanoid']) mkdirSync(at(name), { recursive: true });
  for (const name of ['sanoid', 'zfs', 'systemctl'])
    writeFileSync(at('bin', name), `#!/bin/sh\n[ ${name} != systemctl ] || echo "$*" >>${at('told')}\n`, { mode: 0o755 });
  const settings = { units: at('units'), tells: 'rackbook-failed@%n.service', mark: HEADER };
  writeFileSync(at('install.settings'), emitShellSettings('A trial.', { values: settings, lists: { dataset: [['tank/srv']] } }));
  writeFileSync(at('install.sh'), readRuntime('generators/sanoid/runtime/install.sh').replaceAll('/etc/sanoid', at('etc/sanoid')));
  writeFileSync(at('sanoid.conf'), `# ${HEADER}\n[tank/srv]\n`);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('puts the configuration in place and starts the timer, as often as it is asked', () => {
  for (const run of [install(), install()]) expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(at('etc/sanoid/sanoid.conf'), 'utf8')).toContain('[tank/srv]');
  expect(readdirSync(at('units')).sort()).toEqual(['sanoid-prune.service.d', 'sanoid.service.d']);
  expect(told().at(-1)).toBe('enable --now sanoid.timer');
});

it('takes away what it put there, and no configuration of a person', () => {
  expect(install().status).toBe(0);
  expect(install('--remove')).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(at('etc/sanoid'))).toEqual([]);
  expect(readdirSync(at('units', 'sanoid.service.d'))).toEqual([]);
  expect(told().slice(-2)).toEqual(['disable --now sanoid.timer', 'daemon-reload']);
  writeFileSync(at('etc/sanoid/sanoid.conf'), '[tank/own]\n');
  expect(install().stderr).toContain('was not generated');
  expect(install('--remove').status).toBe(0);
  expect(readFileSync(at('etc/sanoid/sanoid.conf'), 'utf8')).toBe('[tank/own]\n');
});
