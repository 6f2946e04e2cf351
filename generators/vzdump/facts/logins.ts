import type { Host } from '../../../core/model/host/host.ts';

/** Folder on a host that says how it logs in to each backup server; `runtime/apply.sh` reads it. */
export const LOGINS = '/etc/rackbook/pbs';

/** The API token of a host, with its user. */
export const tokenUser = ({ id }: Host): string => `proxmox@pbs!${id}`;
