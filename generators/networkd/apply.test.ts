/** The script that lets the files take effect, with stand-ins for the programs that it calls. */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readRuntime } from '../../core/read-runtime.ts';
import { applyFiles } from './files/apply-files.ts';

const link = (name: string, of: string, isVlan: boolean) => ({
  name,
  content: `# ${name}\n`,
  link: { interface: of, isVlan },
  networks: [],
});
const NETDEV = { name: '20-vlan10.netdev', content: '# vlan10\n', networks: [] };
const UPLINK = link('10-uplink.network', 'eno1', false);
const VLAN = link('20-vlan10.network', 'vlan10', true);
/** As Debian's installer leaves it, with an interface of a person's own. */
const INTERFACES = `# This file describes the network interfaces
source /etc/network/interfaces.d/*

# The loopback network interface
auto lo eno1
iface lo inet loopback

# The primary network interface
allow-hotplug eno1
iface eno1 inet dhcp
# of the uplink
	mtu 1500
iface eno1.10 inet static
	address 10.0.0.2/24

allow-hotplug usb0
iface usb0 inet dhcp
	mtu 1400
`;

let root: string;
const at = (...path: readonly string[]) => join(root, ...path);
const read = (...path: readonly string[]) => readFileSync(at(...path), 'utf8');
const told = () => (existsSync(at('told')) ? read('told').trim().split('\n') : []);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-apply-'));
  for (const name of ['networkd', 'ifupdown/interfaces.d', 'state', 'bin', 'class']) mkdirSync(at(name), { recursive: true });
  for (const name of ['systemctl', 'ifdown', 'ifup']) program(name, name === 'systemctl' ? '[ "$1" != is-active ]' : ':');
  program('networkctl', says('cat'));
  writeFileSync(at('ifupdown', 'interfaces'), INTERFACES);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program that leaves a note of how it was called. */
function program(name: string, then: string): void {
  writeFileSync(at('bin', name), `#!/bin/sh\necho "${name} $*" >>${at('told')}\n${then}\n`, { mode: 0o755 });
}

/** What networkctl says of an interface: the files that there are, through a filter; which of them fits is not asked. */
const says = (filter: string) => `[ "$1" != status ] || printf '%s\\n' ${at('networkd')}/*.network | ${filter}`;

/** The folder of the machine with these files, which are put in their place too. */
function lay(files: readonly { readonly name: string; readonly content: string }[]): void {
  rmSync(at('made'), { recursive: true, force: true });
  rmSync(at('networkd'), { recursive: true });
  mkdirSync(at('made'));
  for (const { name, content } of files) writeFileSync(at('made', name), content);
  cpSync(at('made'), at('networkd'), { recursive: true });
  for (const file of applyFiles('one', files as Parameters<typeof applyFiles>[1])) {
    const text = 'content' in file ? file.content : readRuntime(file.copyOf);
    const here = { '/etc/systemd/network': at('networkd'), '/etc/network': at('ifupdown'), '/var/lib/rackbook': at('state') };
    const placed = Object.entries(here).reduce((all, [path, own]) => all.replaceAll(path, own), text);
    writeFileSync(at('made', file.name), placed.replaceAll('/sys/class/net', at('class')).replace('-gt 30', '-gt 0'));
  }
}

const apply = (...words: readonly string[]) =>
  spawnSync('sh', [at('made', 'apply.sh'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${at('bin')}:${process.env['PATH']}` },
  });

it('takes its interfaces out of what ifupdown has, keeps the rest to the letter, and does it once', () => {
  writeFileSync(at('ifupdown', 'interfaces.d', 'cloud'), 'auto eno1\niface eno1 inet6 auto\n');
  lay([UPLINK]);
  expect(apply()).toMatchObject({ status: 0, stderr: '' });
  const rest = read('ifupdown', 'interfaces');
  expect(rest).not.toMatch(/eno1|10\.0\.0\.2|mtu 1500/);
  for (const line of INTERFACES.split('\n').filter((each) => !/eno1|mtu 1500|10\.0\.0\.2/.test(each))) expect(rest).toContain(line);
  expect(rest).toContain('auto lo\niface lo inet loopback\n');
  expect(rest).toContain('allow-hotplug usb0\niface usb0 inet dhcp\n\tmtu 1400\n');
  expect(read('ifupdown', 'interfaces.d', 'cloud')).toBe('');
  expect(told().filter((line) => !line.startsWith('networkctl status'))).toEqual([
    'systemctl is-active --quiet NetworkManager',
    'ifdown eno1',
    'ifdown eno1',
    'systemctl enable --now systemd-networkd.service',
    'networkctl reload',
  ]);
  expect(apply().status).toBe(0);
  expect(told().filter((line) => line === 'ifdown eno1')).toHaveLength(2);
  expect(read('ifupdown', 'interfaces')).toBe(rest);
});

it('gives ifupdown back what it had, when it is told so', () => {
  lay([UPLINK, NETDEV, VLAN]);
  expect(apply()).toMatchObject({ status: 0, stderr: '' });
  mkdirSync(at('class', 'vlan10'));
  expect(apply('--undo')).toMatchObject({ status: 0, stderr: '' });
  expect(read('ifupdown', 'interfaces')).toBe(INTERFACES);
  expect(readdirSync(at('networkd'))).toEqual([]);
  expect(told().slice(-3)).toEqual(['networkctl delete vlan10', 'networkctl reload', 'ifup eno1']);
  expect(readdirSync(at('state'))).toEqual([]);
});

it('deletes a VLAN that it made and that is in no file any more, and no other', () => {
  lay([UPLINK, NETDEV, VLAN]);
  expect(apply().status).toBe(0);
  for (const name of ['vlan10', 'vlan99']) mkdirSync(at('class', name));
  lay([UPLINK]);
  expect(apply().status).toBe(0);
  expect(told().filter((line) => line.startsWith('networkctl delete'))).toEqual(['networkctl delete vlan10']);
});

it('changes nothing where its files are not in their place, or another manager would take the interfaces back', () => {
  lay([UPLINK]);
  rmSync(at('networkd', UPLINK.name));
  program('systemctl', ':');
  const done = apply();
  expect(done.status).toBe(1);
  for (const said of ['10-uplink.network is not the file', 'NetworkManager runs here', 'Nothing was changed.'])
    expect(done.stderr).toContain(said);
  expect(read('ifupdown', 'interfaces')).toBe(INTERFACES);
  expect(told()).toEqual(['systemctl is-active --quiet NetworkManager']);
});

it('fails where an interface takes its settings from another file', () => {
  lay([UPLINK]);
  program('networkctl', says(`sed s/10-uplink/00-other/`));
  const done = apply();
  expect(done).toMatchObject({ status: 1, stderr: expect.stringContaining('eno1 does not take its settings from') });
});
