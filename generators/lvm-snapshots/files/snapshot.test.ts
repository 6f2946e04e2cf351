/** The script itself, run by the real sh. Stand-ins for LVM keep in a file what there is: one volume a line, as lvs would say it. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSources } from '../../../core/load.ts';
import type { FileSystemSnapshots } from '../../../core/model/host/snapshots.ts';
import { readRuntime } from '../../../core/read-runtime.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { snapshotSettings } from './settings.ts';

/** Lines of the file: group, name, origin, segtype, attributes, percent, size. Asked for anything that the script does not ask, they fail. */
const LVS = `#!/bin/sh
case "$*" in
  '--noheadings --options segtype '*)
    awk -v at="$4" -F : '$1 "/" $2 == at { print "  " $4; found = 1 } END { exit found ? 0 : 5 }' "$STATE" ;;
  '--noheadings --separator : --options lv_name,origin,lv_attr,data_percent '*)
    awk -v group="$6" -F : '$1 == group { print "  " $2 ":" $3 ":" $5 ":" $6 }' "$STATE" ;;
  *) echo "lvs does not know $*" >&2; exit 3 ;;
esac
`;
const LVCREATE = `#!/bin/sh
case "$*" in
  "--quiet --snapshot --name "*) name=$4 at=$5 size= type=thin attributes=Vwi---tz-k ;;
  "--quiet --snapshot --size "*) size=$4 name=$6 at=$7 type=linear attributes=swi-a-s--- ;;
  *) echo "lvcreate does not know $*" >&2; exit 3 ;;
esac
[ "$at" != "\${FULL:-}" ] || { echo "insufficient free space" >&2; exit 5; }
echo "\${at%/*}:$name:\${at#*/}:$type:$attributes:0.00:$size" >>"$STATE"
`;
const LVREMOVE = `#!/bin/sh
[ "$1 $2 $#" = "--quiet --yes 3" ] || { echo "lvremove does not know $*" >&2; exit 3; }
[ "$3" != "\${BUSY:-}" ] || { echo "in use" >&2; exit 5; }
awk -v at="$3" -F : '$1 "/" $2 != at' "$STATE" >"$STATE.new" && mv "$STATE.new" "$STATE"
`;

let folder: string;
let state: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-lvm-'));
  mkdirSync(join(folder, 'bin'));
  for (const [name, text] of Object.entries({ lvs: LVS, lvcreate: LVCREATE, lvremove: LVREMOVE }))
    writeFileSync(join(folder, 'bin', name), text, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  state = join(folder, 'state');
  writeFileSync(state, '');
});

const volume = (name: string, { origin = '', type = 'linear', attributes = '-wi-ao----', percent = '', group = 'vg0' } = {}) =>
  `${group}:${name}:${origin}:${type}:${attributes}:${percent}:\n`;
const thick = (name: string, percent = '12.50', attributes = 'swi-a-s---') => volume(name, { origin: 'srv', attributes, percent });

const SRV: FileSystemSnapshots = {
  kind: 'file-systems',
  tool: 'lvm',
  title: 'LVM',
  when: 'daily',
  keep: { last: 3 },
  size: '5G',
  of: [{ name: 'vg0/srv', mount: '/srv' }],
};

function run(lines: readonly string[], snapshots: FileSystemSnapshots = SRV, env: Record<string, string> = {}) {
  writeFileSync(state, lines.join(''));
  const script = join(folder, 'snapshot.sh');
  writeFileSync(script, readRuntime('generators/lvm-snapshots/runtime/snapshot.sh'));
  writeFileSync(join(folder, 'snapshot.settings'), snapshotSettings(HOST, snapshots));
  const done = spawnSync('/bin/sh', [script], {
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, STATE: state, ...env },
  });
  const left = readFileSync(state, 'utf8').trim().split('\n');
  return { code: done.status, said: done.stderr, left: left.map((line) => line.split(':').slice(0, 2).join('/')), lines: left };
}

const HOST = (() => {
  const text = JSON.stringify({
    lab: { title: 'Lab', domain: 'lab.example.net' },
    networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.2.20.0/24' } },
    hosts: { one: { title: 'One', role: 'Server', addresses: { apps: '10.2.20.11' } } },
  });
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  const host = loaded.ok ? loaded.value.model.hosts[0] : undefined;
  if (!host) throw new Error('The inventory of this test has mistakes.');
  return host;
})();

const NEW = /^vg0\/srv-rackbook-20\d{6}T\d{6}Z$/;
const old = (day: number) => `srv-rackbook-202601${String(day).padStart(2, '0')}T031000Z`;

describe('snapshots of LVM', () => {
  it('are made with space of their own, or without where the volume is thin', () => {
    const made = run([volume('srv')]);
    expect(made).toMatchObject({ code: 0, said: '' });
    expect(made.left).toEqual(['vg0/srv', expect.stringMatching(NEW)]);
    expect(made.lines[1]).toMatch(/:srv:linear:swi-a-s---:0\.00:5G$/);
    const thin = run([volume('srv', { type: 'thin', attributes: 'Vwi-aotz--' })]);
    expect(thin.lines[1]).toMatch(/:srv:thin:Vwi---tz-k:0\.00:$/);
  });

  it('are as many as are to be kept, the newest ones', () => {
    const { code, left } = run([volume('srv'), ...[4, 1, 3, 2].map((day) => thick(old(day)))]);
    expect(code).toBe(0);
    expect(left.toSorted()).toEqual(['vg0/srv', `vg0/${old(3)}`, `vg0/${old(4)}`, expect.stringMatching(NEW)]);
  });

  it('leave everything alone that is not their own', () => {
    const strangers = [
      thick('srv-before-upgrade'),
      thick('srv-rackbook-now-nightly'),
      thick('srv-rackbook-20260101'),
      thick('srv-rackbook-20260101T031000Z-kept'),
      volume('srv-rackbook-20250101T031000Z'),
      volume('srv-rackbook-20250102T031000Z', { origin: 'other' }),
      volume('srv-2-rackbook-20250101T031000Z', { origin: 'srv-2' }),
      volume('srv-rackbook-20250103T031000Z', { origin: 'srv', group: 'vg1' }),
    ];
    const { left } = run([volume('srv'), ...strangers], { ...SRV, keep: { last: 1 } });
    expect(left).toEqual(['vg0/srv', ...strangers.map((line) => line.split(':').slice(0, 2).join('/')), expect.stringMatching(NEW)]);
  });

  it('that were full are taken away, and said', () => {
    const { code, said, left } = run([
      volume('srv'),
      thick(old(1), '100.00'),
      thick(old(2), '', 'swi-I-s---'),
      thick(old(3), '', 'Swi-S-s---'),
      thick(old(4)),
    ]);
    expect(code).toBe(1);
    for (const day of [1, 2, 3]) expect(said).toContain(`vg0/${old(day)} was full`);
    expect(left).toEqual(['vg0/srv', `vg0/${old(4)}`, expect.stringMatching(NEW)]);
  });

  it('that are thin are never full', () => {
    const thin = { type: 'thin', attributes: 'Vwi---tz-k', percent: '100.00' };
    const { code, left } = run([volume('srv', { ...thin, attributes: 'Vwi-aotz--' }), volume(old(1), { ...thin, origin: 'srv' })]);
    expect(code).toBe(0);
    expect(left).toContain(`vg0/${old(1)}`);
  });

  it('that cannot be made are said, cost nothing that is there, and keep no other volume from its own', () => {
    const both = { ...SRV, keep: { last: 2 }, of: [...SRV.of, { name: 'vg1/home', mount: '/home' }] };
    const lines = [volume('srv'), thick(old(1)), thick(old(2)), volume('home', { group: 'vg1' })];
    const { code, said, left } = run(lines, both, { FULL: 'vg0/srv' });
    expect(code).toBe(1);
    expect(said).toContain('No snapshot of vg0/srv could be made.');
    expect(left).toEqual(['vg0/srv', `vg0/${old(1)}`, `vg0/${old(2)}`, 'vg1/home', expect.stringMatching(/^vg1\/home-rackbook-/)]);
  });

  it('that are in use stay, and the next ones go', () => {
    const lines = [volume('srv'), ...[1, 2, 3, 4].map((day) => thick(old(day)))];
    const { code, said, left } = run(lines, SRV, { BUSY: `vg0/${old(1)}` });
    expect(code).toBe(1);
    expect(said).toContain(`vg0/${old(1)} could not be taken away.`);
    expect(left).toEqual(['vg0/srv', `vg0/${old(1)}`, `vg0/${old(3)}`, `vg0/${old(4)}`, expect.stringMatching(NEW)]);
  });

  it('are not made of a volume that is not there, nor of one that needs a size', () => {
    expect(run([volume('home')])).toMatchObject({ code: 1, said: expect.stringContaining('There is no volume vg0/srv.') });
    const { size: _, ...unsized } = SRV;
    expect(run([volume('srv')], unsized)).toMatchObject({ code: 1, left: ['vg0/srv'], said: expect.stringContaining('is not thin') });
  });

  it('are no success where no volume is named', () => {
    expect(run([volume('srv')], { ...SRV, of: [] })).toMatchObject({ code: 1, left: ['vg0/srv'] });
  });
});
