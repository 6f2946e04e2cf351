import type { Host } from '../../../core/model/host/host.ts';

/** Repository path of the folder with what makes the snapshots of a host. */
export const snapshotFolder = ({ id }: Host): string => `infra/lvm-snapshots/${id}`;
