/** Where the script and what it reads are. */
export const ACCESS_FOLDER = 'infra/proxmox/access';
