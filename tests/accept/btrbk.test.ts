/** A real btrbk makes and thins out snapshots of a real Btrfs, started by the generated unit in its sandbox. */

import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import btrbk from '../../generators/btrbk/system.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { programFiles } from '../../testbed/machine/container-host.ts';
import { type Machine, startMachine } from '../../testbed/machine/machine.ts';
import { findTool, isMissing } from '../../tools/find.ts';

const obstacle = process.getuid?.() === 0 ? await missingTool() : 'a separate machine needs root';
if (obstacle !== undefined) process.stderr.write(`SKIPPED btrbk: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

async function missingTool(): Promise<string | undefined> {
  for (const id of ['btrbk', 'btrfs', 'mkfs.btrfs'] as const) {
    const found = await findTool(toolOf(id));
    if (isMissing(found)) return found.missing;
  }
  return undefined;
}

/** With a space, so that every place that it is written to shows that it holds. */
const MOUNT = '/srv/the data';
const SNAPSHOTS = `${MOUNT}/.snapshots`;
const FOLDER = '/opt/rackbook/infra/btrbk/box';
/** The least that Btrfs takes, and room for what is tried. */
const DISK_BYTES = 256 * 1024 * 1024;
const HOUR = 3600;
const DAY = 24 * HOUR;

function generated(): Record<string, { content: string; mode?: number }> {
  const inventory = {
    lab: { title: 'Snapshots', domain: 'lab.example.net', timezone: 'Europe/Berlin' },
    networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.2.20.0/24' } },
    hosts: {
      box: {
        title: 'Box',
        role: 'Server',
        addresses: { apps: '10.2.20.11' },
        snapshots: { tool: 'btrbk', schedule: 'hourly', keep: { hourly: 24, daily: 7 }, of: [MOUNT] },
      },
    },
    targets: { disk: { title: 'Disk', medium: 'disk', host: 'box', path: '/mnt/disk' } },
    repositories: { copies: { title: 'Copies', type: 'restic', target: 'disk', service: 'copies', location: '/mnt/disk/restic' } },
    services: { copies: { title: 'restic', 'runs-on': 'box', secrets: { 'repository-password': { what: 'opens it', kept: 'on paper' } } } },
  };
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: stringify(inventory) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const made = generate(loaded.value.model, [btrbk], [], readRuntime);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return Object.fromEntries(
    made.value.map(({ path, content, mode }) => [`/opt/rackbook/${path}`, { content, ...(mode === undefined ? {} : { mode }) }]),
  );
}

/** Stands for what the jobs of restic bring. */
const FAILED = '[Service]\nType=oneshot\nExecStart=/bin/sh -c \'echo "$0" >>/root/told\' %i\n';

describe.skipIf(obstacle !== undefined)('btrbk', () => {
  let folder: string;
  let machine: Machine;
  const shell = async (text: string) => {
    const done = await machine.shell(text);
    if (done.code !== 0) throw new Error(`${text}\n${done.stdout}${done.stderr}`);
    return done.stdout.trim();
  };
  const snapshots = async () => (await shell(`ls '${SNAPSHOTS}'`)).split('\n').filter((name) => name !== '');
  const run = () => shell('systemctl start rackbook-snapshots.service || { journalctl --unit=rackbook-snapshots --no-pager; exit 1; }');
  const mount = `mount -o loop,subvol=data /dev/disk/by-label/data '${MOUNT}'`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rackbook-btrfs-'));
    await writeFile(join(folder, 'disk'), '');
    await truncate(join(folder, 'disk'), DISK_BYTES);
    const programs = await programFiles((['btrbk', 'btrfs', 'mkfs.btrfs'] as const).map((id) => toolOf(id)));
    machine = await startMachine({
      name: 'box',
      files: {
        ...programs,
        '/usr/bin/btrbk': programs['/usr/local/bin/btrbk'] ?? { content: '' },
        ...generated(),
        '/etc/systemd/system/rackbook-failed@.service': { content: FAILED },
      },
      shared: { '/dev/disk/by-label/data': join(folder, 'disk') },
    });
    await shell(
      [
        'mkfs.btrfs --quiet /dev/disk/by-label/data',
        'mount -o loop /dev/disk/by-label/data /mnt && btrfs subvolume create /mnt/data && umount /mnt',
        `mkdir -p '${MOUNT}'`,
      ].join(' && '),
    );
  });
  afterAll(async () => {
    await machine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is not installed where there is no subvolume to make snapshots of', async () => {
    const done = await machine.shell(`${FOLDER}/install.sh; code=$?; ls /etc/systemd/system; ls -A '${MOUNT}'; exit $code`);
    expect(done.code).toBe(1);
    expect(done.stderr).toContain(`${MOUNT} is no subvolume of Btrfs.`);
    expect(done.stdout).not.toContain('rackbook-snapshots');
    expect(done.stdout).not.toContain('.snapshots');
  });

  it('is installed, also a second time, and its timer waits', async () => {
    await shell(mount);
    for (let times = 0; times < 2; times += 1) await shell(`${FOLDER}/install.sh`);
    expect(await shell('systemctl is-active rackbook-snapshots.timer')).toBe('active');
    expect(await shell(`stat -c %a '${SNAPSHOTS}'`)).toBe('700');
  });

  it('keeps in a snapshot what was there, whatever happens afterwards and whoever owns it', async () => {
    await shell(`chown 4242:4242 '${MOUNT}' && chmod 0700 '${MOUNT}'`);
    await shell(
      `cd '${MOUNT}' && echo first >file && mkdir -m 700 private && echo theirs >private/file && chown -R 4242:4242 private && echo gone >other`,
    );
    await run();
    await shell(`cd '${MOUNT}' && echo second >file && rm other && echo new >more && rm -r private`);
    const [made, ...others] = await snapshots();
    expect(others).toEqual([]);
    expect(made).toMatch(/^rackbook\.\d{8}T\d{6}[+-]\d{4}$/);
    const seen = `cd '${SNAPSHOTS}/${made}' && cat file other private/file && stat -c %u:%g private && ls`;
    expect((await shell(seen)).split('\n')).toEqual(['first', 'gone', 'theirs', '4242:4242', 'file', 'other', 'private']);
    expect((await machine.shell(`touch '${SNAPSHOTS}/${made}/file'`)).code).not.toBe(0);
  });

  it('deletes what is beyond the number to keep, and nothing that is not its own', async () => {
    const now = Math.floor(Date.now() / 1000);
    const hour = now - (now % HOUR);
    /** Noon of a day before today, so that what is of one day stays of one day in every zone. */
    const noon = (days: number) => now - (now % DAY) - days * DAY + 12 * HOUR;
    const kept = [hour - HOUR, hour - 2 * HOUR, noon(2), noon(3), noon(5)];
    const gone = [hour - HOUR + 600, hour - 2 * HOUR + 1200, noon(2) + HOUR, noon(9), noon(9) + 2 * HOUR, noon(30), noon(400)];
    const name = (seconds: number) =>
      `rackbook.${new Date(seconds * 1000)
        .toISOString()
        .replace(/\.\d+Z$/, '+0000')
        .replace(/[-:]/g, '')}`;
    const strangers = ['rackbook-now-nightly', 'by-hand', 'rackbook', 'other.20200101T000000+0000'];
    const before = await snapshots();
    for (const each of [...[...kept, ...gone].map(name), ...strangers])
      await shell(`btrfs subvolume snapshot -r '${MOUNT}' '${SNAPSHOTS}/${each}'`);
    await run();
    const after = await snapshots();
    expect(after).toEqual(expect.arrayContaining([...kept.map(name), ...strangers]));
    expect(after.filter((each) => gone.map(name).includes(each))).toEqual([]);
    const fresh = after.filter((each) => ![...before, ...kept.map(name), ...strangers].includes(each));
    expect(fresh).toHaveLength(1);
  });

  it('reports a failure: the disk is not there', async () => {
    await shell(`umount '${MOUNT}'`);
    const done = await machine.shell('systemctl start rackbook-snapshots.service');
    expect(done.code).not.toBe(0);
    expect(await shell('sleep 1; cat /root/told')).toBe('rackbook-snapshots.service');
    expect(await shell(`ls -A '${MOUNT}'`)).toBe('');
    await shell(mount);
    await run();
  });
});
