import { onMachine } from '../../../core/facts/backup/places.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';

/** Repository path of the folder with what restic needs on a machine. */
export function resticFolder(machine: Host | Guest): string {
  return `infra/restic/${machine.id}`;
}

/** The command that runs restic with place and password of a repository, as a word of a shell. Arguments follow it. */
export function resticCommand(machine: Host | Guest, { id }: Repository): string {
  return quote(onMachine(machine, `${resticFolder(machine)}/${id}.sh`));
}
