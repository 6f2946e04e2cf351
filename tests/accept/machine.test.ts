/** The machines of proofs: they are what they seem to be, and leave nothing behind. */

import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nft } from '../../generators/nftables/tool.ts';
import { containerHostFiles, containerHostObstacle, programFiles } from '../../testbed/machine/container-host.ts';
import { type Machine, startMachine } from '../../testbed/machine/machine.ts';
import { type RenderedRoot, renderedRoot } from '../labs/rendered-root.ts';

const obstacle = process.getuid?.() === 0 ? await containerHostObstacle() : 'a separate machine needs root';
if (obstacle !== undefined) process.stderr.write(`SKIPPED machines: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be booted here', () => expect(obstacle).toBeUndefined());

const UNIT = `[Service]
Type=oneshot
ProtectSystem=strict
ReadWritePaths=/srv
PrivateTmp=yes
ExecStart=/bin/sh -c 'echo written >/srv/inside; echo refused >/opt/outside'
`;

describe.skipIf(obstacle !== undefined)('a machine', () => {
  let folder: string;
  let machine: Machine;
  let lab: RenderedRoot;
  const generated = (path: string) => readFileSync(join(lab.root, 'infra/nftables/srv-1', path), 'utf8');
  beforeAll(async () => {
    lab = await renderedRoot();
    const { [`/usr/local/bin/${nft.id}`]: program = { content: '' } } = await programFiles([nft]);
    folder = await mkdtemp(join(tmpdir(), 'rackbook-disk-'));
    await writeFile(join(folder, 'disk'), '');
    await truncate(join(folder, 'disk'), 32 * 1024 * 1024);
    machine = await startMachine({
      name: 'box',
      files: {
        ...(await containerHostFiles()),
        '/srv/seed': { content: 'seed', mode: 0o640, uid: 7, gid: 8 },
        '/etc/systemd/system/trial.service': { content: UNIT },
        '/usr/sbin/nft': program,
        '/etc/systemd/system/rackbook-firewall.service': { content: generated('rackbook-firewall.service') },
        '/opt/rackbook/infra/nftables/srv-1/rackbook.nft': { content: generated('rackbook.nft'), mode: 0o600, uid: 7, gid: 8 },
      },
      shared: { '/dev/disk/by-label/trial': join(folder, 'disk') },
    });
  });
  afterAll(async () => {
    await machine?.stop();
    lab?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('has systemd, its own name, and the files that it was given', async () => {
    const done = await machine.shell('ps --no-headers -o comm= -p 1; hostname; stat -c "%a %u:%g" /srv/seed; systemctl is-system-running');
    expect(done.stdout.split('\n').slice(0, 4)).toEqual(['systemd', 'box', '640 7:8', 'running']);
  });

  it('holds units to their sandbox, and keeps what they said', async () => {
    const done = await machine.shell(
      'systemctl start trial; cat /srv/inside; ls /opt/outside; journalctl --unit=trial --output=cat --no-pager',
    );
    expect(done.stdout).toMatch(/^written\n/);
    expect(done.stdout).toMatch(/Read-only file system/);
  });

  it('lets the unit of the firewall do in its sandbox what it is for, and nothing stays in its way', async () => {
    const done = await machine.shell(
      'systemctl start rackbook-firewall && nft list table inet rackbook | grep -c chain; nft delete table inet rackbook; systemctl reload rackbook-firewall && nft list table inet rackbook | grep -c chain; journalctl --unit=rackbook-firewall --output=cat --no-pager',
    );
    expect(done.stdout).toMatch(/^[1-9]\d*\n[1-9]\d*\n/);
    expect(done.stdout).not.toMatch(/nft|Operation not permitted|denied/);
    expect(await machine.shell('systemctl stop rackbook-firewall; nft list table inet rackbook')).toMatchObject({ code: 0 });
  });

  it('has a Docker Engine as one of its units', async () => {
    const done = await machine.shell(
      'systemctl start docker && docker version --format "{{.Server.Version}}" && docker compose version --short',
    );
    expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+/) });
  });

  it('makes file systems on a disk that outlives it', async () => {
    const done = await machine.shell(
      'mkfs.ext4 -q -L trial /dev/disk/by-label/trial && mount /dev/disk/by-label/trial /mnt && echo kept >/mnt/file && umount /mnt',
    );
    expect(done.code).toBe(0);
    await machine.stop();
    const next = await startMachine({ name: 'box', shared: { '/dev/disk/by-label/trial': join(folder, 'disk') } });
    try {
      const read = await next.shell('mount /dev/disk/by-label/trial /mnt && cat /mnt/file; ls /srv');
      expect(read.stdout).toBe('kept\n');
    } finally {
      await next.stop();
    }
  });

  it('leaves no mount and no control group behind', async () => {
    await machine.stop();
    const after = readFileSync('/proc/self/mountinfo', 'utf8');
    expect(after).not.toContain(folder);
    const groups = after
      .split('\n')
      .filter((line) => / - cgroup2? /.test(line))
      .map((line) => line.split(' ')[4] ?? '');
    expect(groups.length).toBeGreaterThan(0);
    for (const root of groups) expect(readdirSync(root).includes(machine.group)).toBe(false);
  });
});
