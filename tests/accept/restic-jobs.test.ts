/** Jobs of restic on a separate machine: what the proof of the reference lab does not try. */

import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { composeEscape } from '../../formats/compose-escape.ts';
import restic from '../../generators/restic/system.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { programFiles } from '../../testbed/machine/container-host.ts';
import { type Machine, startMachine } from '../../testbed/machine/machine.ts';
import { findTool, isMissing } from '../../tools/find.ts';

const obstacle = process.getuid?.() === 0 ? await missingTool() : 'a separate machine needs root';
if (obstacle !== undefined) process.stderr.write(`SKIPPED jobs of restic: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(obstacle).toBeUndefined());

async function missingTool(): Promise<string | undefined> {
  for (const id of ['restic', 'promtool', 'btrfs', 'mkfs.btrfs'] as const) {
    const found = await findTool(toolOf(id));
    if (isMissing(found)) return found.missing;
  }
  return undefined;
}

const FOLDER = '/opt/rackbook/infra/restic/box';
const PASSWORD = '/etc/rackbook/secrets/copies/repository-password';
const METRICS = '/var/lib/prometheus/node-exporter';
/** Folders whose names mean something to a shell, to systemd, or to restic's patterns. */
const HOSTILE = `/srv/it's $HOME`;
const LEFT_OUT = ['cost $HOME', 'a*b', 'a[1]', 'back\\slash', 'what?', '#hash', 'end '];
/** What patterns that are not taken literally would leave out as well. */
const COPIED = ['axb', 'a1', 'backslash', 'whats', 'hash', 'end'];

const inventory = {
  lab: { title: 'Jobs', domain: 'lab.example.net', timezone: 'Europe/Berlin' },
  networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.2.20.0/24' } },
  hosts: {
    box: {
      title: 'Box',
      role: 'Server',
      addresses: { apps: '10.2.20.11' },
      docker: {},
      snapshots: { tool: 'btrbk', schedule: 'hourly', keep: { hourly: 2 }, of: ['/films'] },
    },
  },
  targets: {
    gone: { title: 'Gone', medium: 'disk', host: 'box', path: '/mnt/gone' },
    disk: { title: 'Disk', medium: 'disk', host: 'box', path: '/mnt/the disk' },
  },
  repositories: {
    gone: { title: 'Gone', type: 'restic', target: 'gone', service: 'copies', location: '/mnt/gone/restic' },
    disk: { title: 'Disk', type: 'restic', target: 'disk', service: 'copies', location: '/mnt/the disk/restic', upkeep: { parts: 3 } },
  },
  policies: {
    frozen: { title: 'Frozen', to: ['disk'], schedule: 'daily', keep: { last: 3 }, rpo: '24h', rto: '4h' },
    plain: { title: 'Plain', to: ['disk'], schedule: 'daily', keep: { last: 1 }, rpo: '24h', rto: '4h' },
    both: { title: 'Both', to: ['gone', 'disk'], schedule: 'daily', keep: { last: 2 }, rpo: '24h', rto: '4h' },
    still: { title: 'Still', to: ['disk'], schedule: 'daily', keep: { last: 3 }, rpo: '24h', rto: '4h' },
    dumped: {
      title: 'Dumped',
      to: ['disk'],
      schedule: 'daily',
      keep: { last: 3 },
      exclude: LEFT_OUT.map((name) => `${HOSTILE}/${name.replace(/[\\*?[]/g, '\\$&')}`),
      rpo: '24h',
      rto: '4h',
    },
  },
  services: {
    copies: { title: 'restic', 'runs-on': 'box', secrets: { 'repository-password': { what: 'opens it', kept: 'on paper' } } },
    wiki: { title: 'Wiki', 'runs-on': 'box', health: { none: 'x' }, data: [{ path: '/srv/wiki', backup: 'plain' }] },
    films: { title: 'Films', 'runs-on': 'box', health: { none: 'x' }, data: [{ path: '/films/all', backup: 'frozen' }] },
    photos: { title: 'Photos', 'runs-on': 'box', health: { none: 'x' }, data: [{ path: '/srv/photos', backup: 'both' }] },
    mail: {
      title: 'Mail',
      'runs-on': 'box',
      health: { none: 'x' },
      data: [{ path: '/srv/mail', backup: 'still', quiesce: 'stop' }],
      compose: { services: { mail: { image: 'mail:1', volumes: ['/srv/mail:/data'] } } },
    },
    shop: {
      title: 'Shop',
      'runs-on': 'box',
      health: { none: 'x' },
      data: [{ path: HOSTILE, backup: 'dumped', quiesce: 'dump' }],
      compose: {
        services: { 'shop-db': { image: 'postgres:17', volumes: [composeEscape(`${HOSTILE}/cost $HOME:/var/lib/postgresql/data`)] } },
      },
    },
  },
};

function generated(): Record<string, { content: string; mode?: number }> {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: stringify(inventory) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const made = generate(loaded.value.model, [restic], [], readRuntime);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return Object.fromEntries(
    made.value.map(({ path, content, mode }) => [`/opt/rackbook/${path}`, { content, ...(mode === undefined ? {} : { mode }) }]),
  );
}

/** restic makes a key as slow to open as the machine is fast: half a second each time. What seldom runs takes the machine for a slow one. */
const INIT = [
  `${FOLDER}/disk.sh init --quiet & pid=$!`,
  'while kill -STOP $pid 2>/dev/null; do sleep 0.04; kill -CONT $pid; sleep 0.002; done',
  'wait $pid',
].join('\n');

const program = (...lines: readonly string[]) => ({ content: `#!/bin/sh\n${lines.join('\n')}\n`, mode: 0o755 });

describe.skipIf(obstacle !== undefined)('jobs of restic', () => {
  let folder: string;
  let machine: Machine;
  /** Output of what has to be well. */
  const shell = async (text: string) => {
    const done = await machine.shell(text);
    if (done.code !== 0) throw new Error(`${text}\n${done.stdout}${done.stderr}`);
    return done.stdout.trim();
  };
  const job = (name: string) => machine.shell(`${FOLDER}/${name}.sh`);
  const snapshots = async (tag: string) => JSON.parse(await shell(`${FOLDER}/disk.sh snapshots --json --tag ${tag}`)) as unknown[];
  const copied = async (tag: string) => (await shell(`${FOLDER}/disk.sh ls --tag ${tag} latest --json | tail -n +2`)).split('\n');
  const metric = async (file: string, name: string) =>
    (await shell(`sed -n 's/^${name}{.*} //p' ${METRICS}/${file}.prom`)).split('\n').at(-1) ?? '';
  const lint = () => shell(`for file in ${METRICS}/*.prom; do promtool check metrics <"$file" || exit 1; done`);
  const unit = (name: string) => shell(`systemctl show --property=Result,ExecMainStatus --value ${name}.service | tr '\\n' ' '`);

  beforeAll(async () => {
    const programs = await programFiles((['restic', 'promtool', 'btrfs', 'mkfs.btrfs'] as const).map((id) => toolOf(id)));
    folder = await mkdtemp(join(tmpdir(), 'rackbook-restic-'));
    await writeFile(join(folder, 'films'), '');
    await truncate(join(folder, 'films'), 256 * 1024 * 1024);
    machine = await startMachine({
      name: 'box',
      shared: { '/dev/disk/by-label/films': join(folder, 'films') },
      files: {
        ...programs,
        '/usr/local/bin/restic.real': programs['/usr/local/bin/restic'] ?? { content: '' },
        // Pauses while it copies, as with much to do.
        '/usr/local/bin/restic': program('if [ "$1" = backup ] && [ -e /run/slow ]; then exec sleep 61; fi', 'exec restic.real "$@"'),
        ...generated(),
        // Stands for what runs containers: it records its arguments, and refuses them when asked to.
        '/usr/local/bin/docker': program(
          'echo "$*" | sed "s/.* //" >>/run/docker-trial',
          'for word; do :; done',
          '! [ -e "/run/refuse-$word" ]',
        ),
        '/opt/rackbook/infra/dumps/box/dump.sh': program('echo "dump $*" >>/run/dumps-trial', '! [ -e /run/refuse-dump ]'),
        '/var/lib/rackbook/dumps/shop/shop-db.sql': { content: 'dump' },
        '/srv/wiki/page': { content: 'page' },
        '/srv/photos/photo': { content: 'photo' },
        '/srv/mail/letter': { content: 'letter' },
        ...Object.fromEntries([...LEFT_OUT, ...COPIED].map((name) => [`${HOSTILE}/${name}/file`, { content: name }])),
      },
    });
  });
  afterAll(async () => {
    await machine?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('are not installed where something is missing: all of it is reported, and nothing is changed', async () => {
    const before = await shell('find /etc /var/lib/prometheus -newer /etc/hostname 2>/dev/null | sort; ls /etc/systemd/system');
    const done = await machine.shell(
      `mv /usr/local/bin/restic /root/; ${FOLDER}/install.sh; code=$?; mv /root/restic /usr/local/bin/; exit $code`,
    );
    expect(done).toMatchObject({ code: 1, stderr: expect.stringMatching(/no restic[\s\S]*no password[\s\S]*Nothing was installed/) });
    expect(await shell('find /etc /var/lib/prometheus -newer /etc/hostname 2>/dev/null | sort; ls /etc/systemd/system')).toBe(before);
  });

  it('are installed twice as well as once', async () => {
    await shell(
      [
        'install -d -m 0700 /etc/rackbook/secrets/copies "/mnt/the disk" /mnt/gone',
        'echo of-the-test >/etc/rackbook/secrets/copies/repository-password && chmod 0600 /etc/rackbook/secrets/copies/repository-password',
        'mount -t tmpfs -o size=200M tmpfs "/mnt/the disk"',
        `(${INIT})`,
        'mkfs.btrfs --quiet /dev/disk/by-label/films && mkdir /films && mount -o loop /dev/disk/by-label/films /films',
        'mkdir /films/all && echo film >/films/all/film',
        `${FOLDER}/install.sh && ${FOLDER}/install.sh`,
      ].join(' && '),
    );
    expect(await shell("systemctl list-timers --no-legend 'rackbook-*' | wc -l")).toBe('12');
  });

  it('leave metrics that Prometheus takes, and a failure keeps the time of the last success', async () => {
    const file = 'rackbook-backup-plain-disk';
    await shell('systemctl start rackbook-backup-plain');
    await lint();
    const success = await metric(file, 'rackbook_job_last_success_timestamp_seconds');
    expect(Number(success)).toBeGreaterThan(1_700_000_000);
    expect(await metric(file, 'rackbook_backup_files')).toBe('1');
    await shell(`cp ${PASSWORD} /root/password && echo wrong >${PASSWORD}`);
    const done = await job('backup-plain');
    await shell(`cp /root/password ${PASSWORD}`);
    expect(done).toMatchObject({ code: 12, stderr: expect.stringMatching(/the password is wrong/) });
    await lint();
    expect(await metric(file, 'rackbook_job_exit_code')).toBe('12');
    expect(await metric(file, 'rackbook_job_last_success_timestamp_seconds')).toBe(success);
  });

  it('go on where metrics cannot be written, and say so where they should be', async () => {
    const hidden = await machine.shell(
      `mv ${METRICS} /root/metrics && ${FOLDER}/backup-plain.sh; code=$?; mv /root/metrics ${METRICS}; exit $code`,
    );
    expect(hidden.code).toBe(0);
    const full = await machine.shell(
      `mount -t tmpfs -o size=4k tmpfs ${METRICS} && head -c 4096 /dev/zero >${METRICS}/x; ${FOLDER}/backup-plain.sh; code=$?; ls ${METRICS}; umount ${METRICS}; exit $code`,
    );
    expect(full).toMatchObject({ code: 0, stderr: expect.stringMatching(/metrics of this run could not be written/) });
    expect(full.stdout).toMatch(/\nx\n$/);
  });

  it('write the second repository when the first is out of reach, and end with the code of the first', async () => {
    const done = await job('backup-both');
    expect(done).toMatchObject({ code: 75, stderr: expect.stringMatching(/\/mnt\/gone is not mounted/) });
    expect(await snapshots('both')).toHaveLength(1);
    expect(await metric('rackbook-backup-both-gone', 'rackbook_job_exit_code')).toBe('75');
    expect(await metric('rackbook-backup-both-disk', 'rackbook_job_exit_code')).toBe('0');
    expect(await shell('ls -A /mnt/gone')).toBe('');
    await lint();
  });

  it('copy the files when a dump fails, and fail with 1', async () => {
    const done = await machine.shell(`touch /run/refuse-dump; ${FOLDER}/backup-dumped.sh; code=$?; rm /run/refuse-dump; exit $code`);
    expect(done.code).toBe(1);
    expect(await shell('tail -n 1 /run/dumps-trial')).toBe('dump shop/shop-db');
    expect((await copied('dumped')).filter((line) => line.includes('"/var/lib/rackbook/dumps/shop/shop-db.sql"'))).toHaveLength(1);
    expect(await metric('rackbook-backup-dumped-disk', 'rackbook_job_exit_code')).toBe('1');
    expect((await job('backup-dumped')).code).toBe(0);
  });

  it('leave out exactly what is excluded, whatever its name is', async () => {
    const names = (await copied('dumped')).map((line) => (JSON.parse(line) as { path: string }).path);
    const files = names.filter((path) => path.startsWith(`${HOSTILE}/`) && path.endsWith('/file'));
    expect(files.sort()).toEqual(COPIED.map((name) => `${HOSTILE}/${name}/file`).sort());
  });

  it('read the parts of a repository in turn, and a part that was not well again', async () => {
    const parts: string[] = [];
    const check = async () => {
      const { code } = await job('check-disk');
      parts.push(`${await metric('rackbook-check-disk', 'rackbook_check_part')}:${code}`);
    };
    await check();
    await check();
    const pack = await shell(`find '/mnt/the disk/restic/data' -type f | head -n 1`);
    await shell(`mv '${pack}' /root/pack`);
    await check();
    await shell(`mv /root/pack '${pack}'`);
    await check();
    await check();
    expect(parts).toEqual(['1:0', '2:0', '3:1', '3:0', '1:0']);
    await lint();
  });

  it('forget by the rule of each policy, and nothing of others', async () => {
    await shell(`${FOLDER}/backup-plain.sh`);
    for (let count = 0; count < 2; count += 1) await job('backup-both');
    await shell(`for time in 1 2; do ${FOLDER}/disk.sh backup --quiet --tag by-hand --host box /srv/wiki; done`);
    await shell(`${FOLDER}/disk.sh backup --quiet --tag plain --host other /srv/wiki`);
    expect((await job('prune-disk')).code).toBe(0);
    expect(await snapshots('both')).toHaveLength(2);
    expect(await snapshots('by-hand')).toHaveLength(2);
    expect(await snapshots('plain --host box')).toHaveLength(1);
    expect(await snapshots('plain --host other')).toHaveLength(1);
    await lint();
  });

  it('restore one path after another for trial, leave nothing of it, and fail where one is missing', async () => {
    for (const name of ['backup-still', 'backup-frozen']) await job(name);
    const tried: string[] = [];
    const restore = async () => {
      const done = await job('restore-test-disk');
      tried.push(`${/^Restoring (.*)\.$/m.exec(done.stdout)?.[1]}:${done.code}`);
    };
    await shell('mkdir -p /var/lib/rackbook/restore-test/restored-disk.killed');
    await restore();
    await restore();
    // A copy that lacks the path whose turn it is.
    await shell(`${FOLDER}/disk.sh backup --quiet --tag dumped --host box /srv/wiki`);
    await restore();
    await job('backup-dumped');
    for (let count = 0; count < 5; count += 1) await restore();
    expect(new Set(tried).size).toBe(7);
    expect(tried.filter((line) => !line.endsWith(':0'))).toEqual([`${tried[2]}`]);
    expect(tried[3]).toBe(tried[2]?.replace(/:1$/, ':0'));
    expect(tried[7]).toBe(tried[0]);
    expect(await shell('ls /var/lib/rackbook/restore-test')).toBe('disk.last');
    await lint();
  });

  it('read what is on Btrfs from a snapshot, but not where it would lack something', async () => {
    await shell('systemctl start rackbook-backup-frozen');
    expect((await copied('frozen')).at(-1)).toContain('"path":"/films/all/film"');
    await shell('btrfs subvolume create /films/all/inner && echo inner >/films/all/inner/film');
    const done = await job('backup-frozen');
    expect(done).toMatchObject({ code: 1, stderr: expect.stringMatching(/inner is a subvolume of its own[\s\S]*copied while it changes/) });
    expect((await copied('frozen')).at(-1)).toContain('"path":"/films/all/inner/film"');
    await shell('btrfs subvolume delete /films/all/inner');
    expect(await shell('ls -A /films/.snapshots; findmnt --noheadings --list --output TARGET | grep -c ^/films')).toBe('1');
  });

  describe('with containers that are stopped', () => {
    const told = () => shell('cat /run/docker-trial; : >/run/docker-trial');
    /** Ends a run in the middle by a signal, and waits for the end of its unit. */
    const end = async (how: string) => {
      await shell(`: >/run/docker-trial; touch /run/slow; systemctl start --no-block rackbook-backup-still`);
      await shell('for try in $(seq 200); do pgrep -f "^sleep 61" >/dev/null && exit 0; sleep 0.05; done; exit 1');
      await shell(`rm /run/slow; ${how} rackbook-backup-still.service`);
      await shell('for try in $(seq 200); do systemctl is-failed --quiet rackbook-backup-still && exit 0; sleep 0.05; done; exit 1');
    };
    it('start them after the copy', async () => {
      await told();
      await shell('systemctl start rackbook-backup-still');
      expect(await told()).toBe('stop\nstart');
    });

    it('start them after it was ended', async () => {
      await end('systemctl stop');
      expect(await told()).toBe('stop\nstart');
      expect(await unit('rackbook-backup-still')).toBe('exit-code 143');
    });

    it('start them after it was killed', async () => {
      await end('systemctl kill --signal=KILL');
      await shell('for try in $(seq 100); do grep -q start /run/docker-trial && exit 0; sleep 0.05; done; exit 1');
      expect(await told()).toBe('stop\nstart');
    });

    it('fail when they cannot be started, and try it once more', async () => {
      const done = await machine.shell(
        'touch /run/refuse-start; systemctl start rackbook-backup-still; code=$?; rm /run/refuse-start; exit $code',
      );
      expect(done.code).not.toBe(0);
      expect(await told()).toBe('stop\nstart\nstart');
      await shell(`${FOLDER}/backup-still.sh after`);
      expect(await told()).toBe('start');
      await shell(`${FOLDER}/backup-still.sh after`);
      expect(await told()).toBe('');
    });

    it('start them after a power failure, and only then', async () => {
      await shell(': >/run/docker-trial; systemctl start rackbook-start-again-still');
      expect(await told()).toBe('');
      // What is left of a run that the power took: the note alone.
      await shell(': >/var/lib/rackbook/stopped-still; systemctl start rackbook-start-again-still');
      expect(await told()).toBe('start');
      await shell('test ! -e /var/lib/rackbook/stopped-still && systemctl is-enabled rackbook-start-again-still.timer');
    });

    it('still copy what cannot be stopped, and fail', async () => {
      const done = await machine.shell(`touch /run/refuse-stop; ${FOLDER}/backup-still.sh; code=$?; rm /run/refuse-stop; exit $code`);
      expect(done).toMatchObject({ code: 1, stderr: expect.stringMatching(/could not be stopped/) });
    });
  });
});
