import type { RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Inventory } from '../../../core/model/inventory.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';
import { isProtected, terraformLab } from '../terraform/terraform-lab.ts';

const notRun = { reason: 'product', product: 'Proxmox', because: 'It needs a real Proxmox VE with this guest' } as const;

/** Proxmox VE restores over no protected guest. The copy was protected too, so afterwards it is again. */
function unprotect(guest: Guest, inventory: Inventory): readonly RunbookStep[] {
  if (!terraformLab(inventory)?.guests.includes(guest) || !isProtected(guest)) return [];
  const set = `${guest.type === 'vm' ? 'qm' : 'pct'} set ${guest.vmid} --protection`;
  return [
    {
      id: 'unprotect',
      title: 'Let it be overwritten',
      on: guest.host,
      run: `${set} 0`,
      expect: 'No output, or that it is updated. “does not exist” means that nothing is left: go on.',
      undo: { text: 'Protect it again.', run: `${set} 1` },
      notRun,
    },
  ];
}

/** Puts the newest copy of a whole guest in its place, on its host. */
export function restoreGuest(guest: Guest, repository: Repository, inventory: Inventory): readonly RunbookStep[] {
  const { vmid, type, host: on } = guest;
  const tool = type === 'vm' ? 'qm' : 'pct';
  const storage = quote(repository.id);
  const newest = `"$(pvesm list ${storage} --vmid ${vmid} | awk 'NR > 1 { print $1 }' | sort | tail -n 1)"`;
  return [
    {
      id: 'storage',
      title: `See that ${on.title} reaches the backups`,
      on,
      run: `pvesm status --storage ${storage}`,
      expect: `One line with “active”. With “inactive” the server of ${repository.title} is down or cannot be reached.`,
      notRun,
    },
    {
      id: 'copies',
      title: 'See which copies there are',
      on,
      run: `pvesm list ${storage} --vmid ${vmid}`,
      expect: 'A line for each copy, with its name and size. The time in the name is UTC.',
      notRun,
    },
    {
      id: 'stop',
      title: `Stop what is left of ${guest.title}`,
      on,
      run: `${tool} stop ${vmid}`,
      expect: 'No output. “does not exist” means that nothing is left: go on.',
      undo: { text: 'Start it again.', run: `${tool} start ${vmid}` },
      notRun,
    },
    ...unprotect(guest, inventory),
    {
      id: 'restore',
      title: 'Put the newest copy in its place',
      on,
      run: type === 'vm' ? `qmrestore ${newest} ${vmid} --force 1` : `pct restore ${vmid} ${newest} --force 1 --storage local-lvm`,
      expect: `Progress up to 100 %, then “TASK OK” or nothing. For an older copy put its name from the list in the place of the part in "$(…)".${type === 'lxc' ? ' local-lvm stands for the storage that disks of containers lie on; pvesm status --content rootdir names it.' : ''}`,
      caution: `The disks that ${vmid} has now are overwritten, and cannot be had back. If anything on them may still be needed, restore under a free number instead of ${vmid}, without --force, and look first.`,
      notRun,
    },
    {
      id: 'start',
      title: 'Start it',
      on,
      run: `${tool} start ${vmid}`,
      expect: 'No output; within a minute it answers.',
      undo: { text: 'Stop it.', run: `${tool} stop ${vmid}` },
      notRun,
    },
  ];
}
