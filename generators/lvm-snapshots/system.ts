import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { failureUnit } from '../../core/facts/backup/failure-unit.ts';
import { onMachine, SNAPSHOTS_UNIT } from '../../core/facts/backup/places.ts';
import { snapshotHosts } from '../../core/facts/backup/snapshot-hosts.ts';
import { HEADER } from '../../core/files/header.ts';
import { installFiles } from '../../core/files/install-files.ts';
import { inFolder, library, type NamedFile, script, textFile } from '../../core/files/named-file.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { FileSystemSnapshots } from '../../core/model/host/snapshots.ts';
import { unitAddition } from '../../core/overrides/unit-addition.ts';
import { timerUnit } from '../../formats/timer-unit.ts';
import { snapshotSettings } from './files/settings.ts';
import { snapshotService, UNITS } from './files/unit.ts';
import { snapshotTool } from './snapshot-tool.ts';

export default {
  id: 'lvm-snapshots',
  title: 'LVM snapshots',
  plays: { snapshotTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const { host, snapshots } of snapshotHosts(model, snapshotTool.tool)) {
      const folder = snapshotTool.folder(host);
      yield* inFolder(folder, [host.subject], filesOf(model, host, snapshots, folder));
    }
  },
  accept: [
    { tool: 'shellcheck', match: /^infra\/lvm-snapshots\/[^/]+\/[^/]+\.(sh|settings)$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/lvm-snapshots\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
  additions: [unitAddition(/^infra\/lvm-snapshots\/[^/]+\/[^/]+\.(service|timer)$/)],
} as const satisfies System;

function filesOf(model: Model, host: Host, snapshots: FileSystemSnapshots, folder: string): readonly NamedFile[] {
  return [
    script('snapshot.sh', 'generators/lvm-snapshots/runtime/snapshot.sh'),
    textFile('snapshot.settings', snapshotSettings(host, snapshots)),
    textFile(UNITS[0], snapshotService(onMachine(host, `${folder}/snapshot.sh`), failureUnit(model, host))),
    textFile(UNITS[1], timerUnit(HEADER, 'When local snapshots are made', snapshots.when, model.lab.timezone)),
    library('install-check.sh', 'generators/lvm-snapshots/runtime/install-check.sh'),
    ...installFiles({
      what: `the snapshots of ${host.id}`,
      units: UNITS,
      prefixes: [SNAPSHOTS_UNIT],
      programs: { lvcreate: 'lvm2' },
      lists: { volume: snapshots.of.map(({ name = '' }) => [name]) },
    }),
  ];
}
