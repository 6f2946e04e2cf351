import type { RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import type { GuestBackupTool, ShowCommand } from '../../core/roles/backup-tool.ts';
import { quote } from '../../formats/shell.ts';
import { pbsFolder } from './facts/places.ts';
import { backupServer, notRun } from './runbooks/backup-server.ts';

export const backupTool = {
  type: 'pbs',
  title: 'Proxmox Backup Server',
  short: 'PBS',
  noun: 'PBS datastore',
  writer: 'the Proxmox Backup Server',
  copies: 'guests',
  folder: pbsFolder,
  server: backupServer,
  forget: ({ id, location }, on) => [
    {
      id: `forget-${id}`,
      title: `Let the backup server forget the old ${location}`,
      on,
      run: `proxmox-backup-manager datastore remove ${quote(location)}`,
      expect: 'It ends without an error. This removes the entry, not files. If it knows none of this name, go on.',
      notRun,
    },
  ],
  free,
  showContents,
} as const satisfies GuestBackupTool;

function free(repository: Repository, on: Host | Guest): readonly RunbookStep[] {
  return [
    {
      id: `status-${repository.id}`,
      title: `See how full ${repository.title} is`,
      on,
      run: 'proxmox-backup-manager datastore list',
      expect: 'The datastores. How much each needs stands in the web interface, under its name.',
      notRun,
    },
    {
      id: `prune-${repository.id}`,
      title: 'Forget what the policies do not keep',
      on,
      run: `proxmox-backup-manager prune-job run ${quote(`rackbook-${repository.id}`)}`,
      expect: '“TASK OK”. It names what it removes.',
      caution: 'What is removed is gone for good. Its schedule does the same by itself.',
      notRun,
    },
    {
      id: `collect-${repository.id}`,
      title: 'Free what no backup of a guest needs any more',
      on,
      run: `proxmox-backup-manager garbage-collection start ${quote(repository.location)}`,
      expect:
        '“TASK OK”, and above it “Removed garbage”. Pruning alone frees nothing: this does. Pieces younger than a day are kept, so a second run tomorrow frees more.',
      notRun,
    },
  ];
}

function showContents({ location }: Repository, on: Host | Guest): readonly ShowCommand[] {
  return [
    {
      title: 'Every copy of every guest',
      on,
      run: `proxmox-backup-client snapshot list --repository ${quote(`root@pam@localhost:${location}`)}`,
      asks: `the password of root on ${on.title}`,
    },
    {
      title: 'When it was last cleaned up, and how much it takes',
      on,
      run: `proxmox-backup-manager garbage-collection status ${quote(location)}`,
    },
  ];
}
