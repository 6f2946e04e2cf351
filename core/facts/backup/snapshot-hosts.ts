import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import type { FileSystemSnapshots } from '../../model/host/snapshots.ts';

/** A host with local snapshots of its file systems. */
export interface SnapshotHost {
  readonly host: Host;
  readonly snapshots: FileSystemSnapshots;
}

/** The hosts that are there and whose file systems a tool makes snapshots of. */
export function snapshotHosts({ hosts }: Model, tool: string): readonly SnapshotHost[] {
  return hosts.flatMap((host) => {
    const { snapshots, planned } = host;
    return planned || snapshots?.kind !== 'file-systems' || snapshots.tool !== tool ? [] : [{ host, snapshots }];
  });
}
