import { quote } from '../../../formats/shell.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { mountTarget } from './mount-target.ts';
import type { RunbookStep } from './runbook.ts';

const LABEL = /^\/dev\/disk\/by-label\/([\w.-]{1,16})$/;
const UUID = /^\/dev\/disk\/by-uuid\/([0-9a-f-]{36})$/;

/** A new disk takes the place of a dead one, under the name that the lab knows it by. */
export function newDisk(target: BackupTarget, host: Host): readonly RunbookStep[] {
  const { id, title, device, path, medium } = target;
  if (medium === 'nas' || path === undefined)
    return [
      {
        id: `replace-${id}`,
        title: `Put a new ${title} in its place`,
        on: host,
        expect: `${path ?? 'Its place'} can be written to from ${host.title}, and is empty.`,
      },
    ];
  const name = LABEL.exec(device ?? '')?.[1];
  const uuid = UUID.exec(device ?? '')?.[1];
  const flags = name !== undefined ? ` -L ${quote(name)}` : uuid !== undefined ? ` -U ${uuid}` : '';
  return [
    {
      id: 'unmount',
      title: 'Let go of the dead disk',
      on: host,
      run: `if mountpoint --quiet ${quote(path)}; then umount --lazy -- ${quote(path)}; fi`,
      expect: 'No output. Copies that are due fail from now on, and say so, instead of filling the system disk.',
    },
    {
      id: 'plug',
      title: 'Plug in the new disk',
      on: host,
      expect: 'Unplug the dead one, and keep it: a part of it may still be read. The new one is at least as large.',
    },
    {
      id: 'disks',
      title: 'See what the new disk is called',
      on: host,
      run: 'lsblk --output NAME,SIZE,MODEL,FSTYPE,LABEL,MOUNTPOINTS',
      expect: 'A line for each disk. The new one has its size and model, and is mounted nowhere.',
      shows: ['NAME'],
    },
    {
      id: 'format',
      title: 'Make a file system on it, with the name that the lab knows',
      on: host,
      run: `mkfs.ext4${flags} /dev/sdx`,
      expect: `/dev/sdx stands for the new disk: put its name from the step before in its place.${device === undefined ? '' : ` ${device} is there afterwards.`}`,
      caution:
        'This erases the disk that is named. Read its name twice. If mkfs.ext4 says that it contains a file system, answer n and look again.',
      notRun: { reason: 'hardware', because: 'It needs a disk that can be erased' },
    },
    ...mountTarget(target, host),
  ];
}
