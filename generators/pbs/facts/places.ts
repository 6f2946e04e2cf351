import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';

/** Repository path of the folder with what a Proxmox Backup Server needs on its machine. */
export const pbsFolder = ({ id }: Host | Guest): string => `infra/pbs/${id}`;
