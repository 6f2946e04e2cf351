import { quote } from '../../../formats/shell.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { fstabField, mounted } from './commands.ts';
import type { RunbookStep } from './runbook.ts';

/** Lets a machine mount a disk at every start, and mounts it now. */
export function mountTarget({ id, title, path, device }: BackupTarget, on: Host | Guest): readonly RunbookStep[] {
  if (path === undefined) return [];
  const folder = quote(path);
  if (device === undefined)
    return [
      {
        id: `mount-${id}`,
        title: `Mount ${title} at ${path}`,
        on,
        expect: `As it was mounted before; the inventory does not say what is mounted there (targets.${id}.device). findmnt ${path} names it then.`,
      },
    ];
  const [source, mount] = [fstabField(device), fstabField(path)];
  const line = `${source} ${mount} auto defaults,nofail,x-systemd.device-timeout=10s 0 2`;
  return [
    {
      id: `plugged-${id}`,
      title: `See that ${title} is plugged in`,
      on,
      run: `ls -l -- ${quote(device)} && lsblk --fs`,
      expect: 'The device, and below it every disk with its file system and name.',
      shows: [device],
    },
    {
      id: `fstab-${id}`,
      title: 'Let it be mounted at every start',
      on,
      run: `grep --quiet --fixed-strings -e ${quote(` ${mount} `)} /etc/fstab || printf '%s\\n' ${quote(line)} >>/etc/fstab`,
      expect: 'No output. A line that is there already is left alone. The machine also starts without the disk (nofail).',
      undo: {
        text: 'Remove the line again.',
        run: `cp -- /etc/fstab /etc/fstab.before && grep --invert-match --line-regexp --fixed-strings -e ${quote(line)} /etc/fstab.before >/etc/fstab; test $? -le 1`,
      },
    },
    {
      id: `mount-${id}`,
      title: `Mount it at ${path}`,
      on,
      run: `install -d -- ${folder} && systemctl daemon-reload && { ${mounted(path)}; } && findmnt --target ${folder}`,
      expect: `A line with ${path}, its device and its file system. If it says /, the disk is not mounted.`,
      shows: [path],
      undo: { text: 'Unmount it.', run: `umount -- ${folder}` },
    },
  ];
}
