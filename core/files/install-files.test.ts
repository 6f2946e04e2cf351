import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readRuntime } from '../read-runtime.ts';
import { type Installation, installFiles } from './install-files.ts';

const OURS = '# Generated from the inventory; edit that, then npm run gen.\n';
const UNITS = ['rackbook-trial-a.service', 'rackbook-trial-a.timer'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-install-'));
  for (const name of ['made', 'units', 'bin']) mkdirSync(join(folder, name));
  for (const name of UNITS) writeFileSync(join(folder, 'made', name), `${OURS}new\n`);
  lay({});
  writeFileSync(join(folder, 'bin', 'systemctl'), `#!/bin/sh\necho "$*" >>${folder}/told\n`, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts script and settings beside the units; what they say of the machine is in the folder. */
function lay(more: Partial<Installation>): void {
  for (const file of installFiles({ what: 'a trial', units: UNITS, prefixes: ['rackbook-trial-'], ...more })) {
    const text = 'content' in file ? file.content : readRuntime(file.copyOf);
    writeFileSync(join(folder, 'made', file.name), text.replaceAll('/etc/systemd/system', join(folder, 'units')));
  }
}

const install = (...words: readonly string[]) =>
  spawnSync('sh', [join(folder, 'made', 'install.sh'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` },
  });
const unit = (name: string) => readFileSync(join(folder, 'units', name), 'utf8');
const put = (name: string, text: string) => writeFileSync(join(folder, 'units', name), text);

it('puts units in place, replaces earlier ones, and removes what is no longer generated', () => {
  put('rackbook-trial-a.service', `${OURS}old\n`);
  put('rackbook-trial-gone.timer', `${OURS}old\n`);
  for (const run of [install(), install()]) expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(join(folder, 'units')).sort()).toEqual(UNITS);
  expect(unit('rackbook-trial-a.service')).toContain('new');
  expect(readFileSync(join(folder, 'told'), 'utf8').split('\n').slice(0, 3)).toEqual([
    'disable --now rackbook-trial-gone.timer',
    'daemon-reload',
    'enable --now rackbook-trial-a.timer',
  ]);
});

it('takes all of its own away when it is told so, and only that', () => {
  lay({ units: [...UNITS, 'rackbook-other@.service'] });
  writeFileSync(join(folder, 'made', 'rackbook-other@.service'), OURS);
  put('rackbook-trial-mine.service', '[Service]\n');
  expect(install().status).toBe(0);
  for (const run of [install('--remove'), install('--remove')]) expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(join(folder, 'units'))).toEqual(['rackbook-trial-mine.service']);
  expect(readFileSync(join(folder, 'told'), 'utf8')).toContain('disable --now rackbook-trial-a.timer\n');
  expect(install('--force').status).toBe(2);
});

it('leaves a unit of a person alone that only has a name like ours', () => {
  put('rackbook-trial-mine.service', '[Service]\n');
  mkdirSync(join(folder, 'units', 'rackbook-trial-gone.service.d'));
  expect(install().status).toBe(0);
  expect(unit('rackbook-trial-mine.service')).toBe('[Service]\n');
  expect(readdirSync(join(folder, 'units'))).toContain('rackbook-trial-gone.service.d');
});

it('changes nothing where a unit made by hand has a generated name, or a generated one is masked', () => {
  put('rackbook-trial-gone.timer', `${OURS}old\n`);
  put('rackbook-trial-a.timer', '[Timer]\n');
  expect(install()).toMatchObject({ status: 1, stderr: expect.stringContaining('rackbook-trial-a.timer is not ours') });
  rmSync(join(folder, 'units', 'rackbook-trial-a.timer'));
  symlinkSync('/dev/null', join(folder, 'units', 'rackbook-trial-a.timer'));
  expect(install()).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was installed') });
  expect(readdirSync(join(folder, 'units')).sort()).toEqual(['rackbook-trial-a.timer', 'rackbook-trial-gone.timer']);
});

it('says all that is missing at once, and changes nothing', () => {
  lay({ programs: { 'no-such-program': 'some-package' }, units: [...UNITS, 'rackbook-trial-b.timer'], folders: [[join(folder, 'new')]] });
  writeFileSync(join(folder, 'made', 'install-check.sh'), 'fault "The moon is not full."\n');
  const done = install();
  expect(done.status).toBe(1);
  for (const said of [
    'no rackbook-trial-b.timer beside',
    'apt-get install some-package',
    'The moon is not full.',
    'Nothing was installed.',
  ])
    expect(done.stderr).toContain(said);
  expect(readdirSync(join(folder, 'units'))).toEqual([]);
  expect(readdirSync(folder)).not.toContain('new');
});

it('fails where a timer cannot be started', () => {
  writeFileSync(join(folder, 'bin', 'systemctl'), '#!/bin/sh\n[ "$1" != enable ]\n', { mode: 0o755 });
  expect(install().status).toBe(1);
});
