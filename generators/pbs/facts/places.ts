import type { Guest, Host } from '../../../core/model/model.ts';

/** Repository path of the folder with what a Proxmox Backup Server needs on its machine. */
export const pbsFolder = ({ id }: Host | Guest): string => `infra/pbs/${id}`;
