import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { sortedPackages } from '../../core/deploy/installed-units.ts';
import { onMachine } from '../../core/facts/backup/places.ts';
import { snapshotHosts } from '../../core/facts/backup/snapshot-hosts.ts';
import { snapshotTool } from './snapshot-tool.ts';

/** Its script gives the configuration to the package, whose own timer does the rest. */
export default function deploy(model: Model): readonly Deployment[] {
  return snapshotHosts(model, snapshotTool.tool).map(({ host, snapshots }): Deployment => {
    const folder = snapshotTool.folder(host);
    const script = onMachine(host, `${folder}/install.sh`);
    return {
      id: 'sanoid',
      step: 'snapshots',
      machine: host.id,
      title: 'Snapshots by sanoid',
      packages: sortedPackages(snapshotTool.packages),
      byHand: [
        'Let apt have the part contrib of Debian, which ZFS is in, and see that the module of the kernel is there.',
        `${snapshotTool.needs(snapshots)}.`,
      ],
      folders: [folder],
      run: [[script]],
      units: ['sanoid.timer'],
      gone: [[script, '--remove']],
    };
  });
}
