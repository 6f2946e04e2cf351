import type { Model } from '../../core/contract.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { installedUnits } from '../../core/deploy/installed-units.ts';
import { snapshotHosts } from '../../core/facts/backup/snapshot-hosts.ts';
import { UNITS } from './files/unit.ts';
import { snapshotTool } from './snapshot-tool.ts';

export default function deploy(model: Model): readonly Deployment[] {
  return snapshotHosts(model, snapshotTool.tool).map(({ host, snapshots }) =>
    installedUnits({
      id: 'btrbk',
      step: 'snapshots',
      machine: host,
      title: 'Snapshots by btrbk',
      packages: snapshotTool.packages,
      folder: snapshotTool.folder(host),
      units: UNITS,
      byHand: [`${snapshotTool.needs(snapshots)}.`],
    }),
  );
}
