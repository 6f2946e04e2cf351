import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layOutFiles, mountPoints } from './engine-root.ts';

const MOUNTINFO = `\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
23 22 0:20 / /proc rw - proc proc rw
24 22 0:21 / /sys rw - sysfs sysfs rw
25 22 0:22 / /dev rw - devtmpfs devtmpfs rw
26 25 0:23 / /dev/shm rw - tmpfs tmpfs rw
27 22 0:24 / /run rw - tmpfs tmpfs rw
30 29 0:28 / /home/user/my\\040disk rw - btrfs /dev/sdb rw
28 22 0:26 / /tmp rw shared:9 master:2 - tmpfs tmpfs rw
29 22 254:1 / /home rw - ext4 /dev/vdb rw
31 22 0:30 / /var/lib/docker/overlay2/abc/merged rw - overlay overlay rw
32 22 0:31 / /mnt/auto rw - autofs systemd-1 rw
33 22 0:26 /x /tmp rw - tmpfs tmpfs rw
34 22 0:32 / /running rw - ext4 /dev/sdc rw
`;

test('an engine repeats the mounts that hold files, parents first and once', () => {
  expect(mountPoints(MOUNTINFO)).toEqual(['/home', '/running', '/tmp', '/home/user/my disk']);
});

test('files are laid out with their mode', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-root-'));
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  await layOutFiles(folder, {
    '/etc/rackbook/secrets/a/b': { content: 'x', mode: 0o440, ...owner },
    '/c': { content: Buffer.from('y'), ...owner },
  });
  const modes = await Promise.all(['etc/rackbook/secrets/a/b', 'c'].map(async (path) => (await stat(join(folder, path))).mode & 0o7777));
  expect(modes).toEqual([0o440, 0o644]);
  await rm(folder, { recursive: true });
});

test.each(['etc/x', '/etc/../x', '/etc/', '//x'])('the path %s is refused', async (path) => {
  await expect(layOutFiles('/nowhere', { [path]: { content: '' } })).rejects.toThrow(RangeError);
});
