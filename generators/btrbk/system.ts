import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { failureUnit } from '../../core/facts/backup/failure-unit.ts';
import { onMachine, SNAPSHOTS_UNIT } from '../../core/facts/backup/places.ts';
import { snapshotHosts } from '../../core/facts/backup/snapshot-hosts.ts';
import { HEADER } from '../../core/files/header.ts';
import { installFiles } from '../../core/files/install-files.ts';
import { inFolder, library, type NamedFile, textFile } from '../../core/files/named-file.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { FileSystemSnapshots } from '../../core/model/host/snapshots.ts';
import { unitAddition } from '../../core/overrides/unit-addition.ts';
import { timerUnit } from '../../formats/timer-unit.ts';
import { btrbkConfig, SNAPSHOTS } from './files/config.ts';
import { snapshotService, UNITS } from './files/unit.ts';
import { snapshotTool } from './snapshot-tool.ts';

export default {
  id: 'btrbk',
  title: 'btrbk',
  plays: { snapshotTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const { host, snapshots } of snapshotHosts(model, snapshotTool.tool)) {
      const folder = snapshotTool.folder(host);
      yield* inFolder(folder, [host.subject], filesOf(model, host, snapshots, folder));
    }
  },
  accept: [
    {
      tool: 'btrbk',
      match: /^infra\/btrbk\/[^/]+\/btrbk\.conf$/,
      // Lists what it has read, without reading a file system.
      argv: (path) => ['--config', path, '--format', 'raw', 'list', 'config'],
    },
    { tool: 'shellcheck', match: /^infra\/btrbk\/[^/]+\/[^/]+\.(sh|settings)$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/btrbk\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
  additions: [
    {
      match: /^infra\/btrbk\/[^/]+\/btrbk\.conf$/,
      first: /^volume\s/,
      example: 'volume "/mnt/pool"\n  subvolume data',
    },
    unitAddition(/^infra\/btrbk\/[^/]+\/[^/]+\.(service|timer)$/),
  ],
} as const satisfies System;

function filesOf(model: Model, host: Host, snapshots: FileSystemSnapshots, folder: string): readonly NamedFile[] {
  const mounts = snapshots.of.map(({ mount }) => mount);
  return [
    textFile('btrbk.conf', btrbkConfig(host, snapshots)),
    textFile(UNITS[0], snapshotService(onMachine(host, `${folder}/btrbk.conf`), mounts, failureUnit(model, host))),
    textFile(UNITS[1], timerUnit(HEADER, 'When local snapshots are made', snapshots.when, model.lab.timezone)),
    library('install-check.sh', 'generators/btrbk/runtime/install-check.sh'),
    ...installFiles({
      what: `the snapshots of ${host.id}`,
      units: UNITS,
      prefixes: [SNAPSHOTS_UNIT],
      folders: mounts.map((mount) => [`${mount}/${SNAPSHOTS}`, '0700'] as const),
      programs: { btrbk: 'btrbk' },
      lists: { subvolume: mounts.map((mount) => [mount]) },
    }),
  ];
}
