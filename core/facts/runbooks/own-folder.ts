import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import type { BackupJob } from '../backup/job.ts';
import { backupServerOf } from './backup-server.ts';
import { beside, REMOVE_RESTORED } from './commands.ts';
import { compareBeside, copySecrets } from './restore-beside.ts';
import type { RunbookStep } from './runbook.ts';

/** What is copied out of a folder of the operating system that lies beside, once it has been restored. */
export function ownFolder(model: Model, service: Service, job: BackupJob, path: string, at: number): readonly RunbookStep[] {
  const on = job.machine;
  if (isEverybodys(path))
    return [
      compareBeside(job, path, `compare-${at}`),
      ...copySecrets(job, [path]),
      {
        id: `copy-${at}`,
        title: `Copy what else is needed of ${path}, file by file`,
        on,
        expect: `cp --archive, from ${beside(path)}. Leave alone what names disks, addresses and users of this machine (fstab, network, passwd, machine-id), unless it is what you came for.`,
      },
    ];
  const before = keptCopy(path);
  const server = backupServerOf(model, service);
  return [
    compareBeside(job, path, `compare-${at}`),
    ...(server ? [server.stop(on, at)] : []),
    {
      id: `keep-${at}`,
      title: `Keep a copy of ${path} as it is`,
      on,
      run: `if test -e ${quote(path)}; then test ! -e ${quote(before)} && cp --archive -- ${quote(path)} ${quote(before)}; fi`,
      expect: 'No output, also where nothing was left to keep.',
      caution: `If it fails without a word, ${before} is there from an earlier try.`,
    },
    {
      id: `copy-${at}`,
      title: `Put the restored ${path} in place`,
      on,
      run: `mkdir -p -- ${quote(path)} && cp --archive -- ${quote(`${beside(path)}/.`)} ${quote(`${path}/`)}`,
      expect: 'No output. Files that are only in the living folder stay.',
      undo: { text: 'Take back what was there.', run: `cp --archive -- ${quote(`${before}/.`)} ${quote(`${path}/`)}` },
    },
    ...(server ? [server.start(on, at), server.show(on, at)] : []),
  ];
}

/** A folder right below the root belongs to no single service; deeper ones to the service that names them. */
const isEverybodys = (path: string): boolean => path.split('/').length <= 2;
const keptCopy = (path: string): string => `${path}.before`;

/** Removes what lies beside, and what {@link ownFolder} kept. */
export function cleanBeside(on: Host | Guest, paths: readonly string[]): RunbookStep {
  const kept = paths.filter((path) => !isEverybodys(path)).map(keptCopy);
  return {
    id: 'clean',
    title: 'Remove the copies that lie beside',
    on,
    run: [REMOVE_RESTORED, ...kept.map(quote)].join(' '),
    expect: 'No output. They would otherwise lie there with everything that is secret in them.',
    ...(kept.length > 0 ? { caution: 'This cannot be taken back. Do it when the service has been seen to work.' } : {}),
  };
}
