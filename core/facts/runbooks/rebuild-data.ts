import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import { fileToolOf } from '../../roles/played.ts';
import { type HeldPaths, heldPaths } from '../backup/held-paths.ts';
import type { BackupJob } from '../backup/job.ts';
import { jobsOn } from '../backup/of-machine.ts';
import { secretFile } from '../backup/places.ts';
import { topmost } from '../backup/topmost.ts';
import { backupServerOf } from './backup-server.ts';
import { beside, REMOVE_RESTORED } from './commands.ts';
import { copySecrets, restoreBeside } from './restore-beside.ts';
import type { RunbookStep } from './runbook.ts';
import { servicesOf } from './services-of.ts';

const heldOn = (model: Model, host: Host): readonly HeldPaths[] => servicesOf(model, host).flatMap((service) => heldPaths(model, service));
const sharedOf = (held: readonly HeldPaths[]): readonly string[] => topmost(held.flatMap(({ shared }) => shared));

/** Secrets first, since nothing starts without them, then data. */
export function restoreSteps(model: Model, host: Host): readonly RunbookStep[] {
  const held = Map.groupBy(heldOn(model, host), ({ job }) => job);
  const jobs = jobsOn(model, host);
  const besides = jobs.map((job) => ({ job, paths: sharedOf(held.get(job) ?? []) })).filter(({ paths }) => paths.length > 0);
  const secrets = besides.flatMap(({ job, paths }) => copySecrets(job, paths)).slice(0, 1);
  return [
    ...jobs.map((job) => ({
      id: `snapshots-${job.policy.id}`,
      title: `See which copies there are (${job.policy.title})`,
      on: host,
      ...listed(model, job),
    })),
    ...besides.map(({ job, paths }) => restoreBeside(model, job, paths)),
    ...(secrets.length > 0 ? secrets : typeSecrets(model, host)),
    ...jobs.flatMap((job) => restoreData(model, held.get(job) ?? [], job)),
  ];
}

function listed(model: Model, job: BackupJob): Pick<RunbookStep, 'run' | 'shows' | 'expect'> {
  const tool = fileToolOf(model, job);
  const { seen, ...command } = tool.list(job);
  return {
    ...command,
    expect: `${seen}. “${tool.words.wrongPassword}” means a mistake when it was typed in: do that step again.`,
  };
}

function restoreData(model: Model, held: readonly HeldPaths[], job: BackupJob): readonly RunbookStep[] {
  const paths = [...topmost(held.flatMap(({ own }) => own)), ...job.databases.map(({ dump }) => dump).sort()];
  if (paths.length === 0) return [];
  const { seen, ...command } = fileToolOf(model, job).restore(job, paths, '/');
  return [
    {
      id: `data-${job.policy.id}`,
      title: `Restore the data of ${job.policy.title}`,
      on: job.machine,
      ...command,
      expect: `${seen}. Owners and modes are those of the copy.`,
      caution: 'Files that are there already are written over. On a machine that was just installed there are none.',
    },
  ];
}

/** No backup holds the secret files, so people have to. */
function typeSecrets(model: Model, host: Host): readonly RunbookStep[] {
  const files = servicesOf(model, host).flatMap((service) =>
    service.secrets.map((secret) => ({ path: secretFile(service, secret), secret })),
  );
  if (files.length === 0) return [];
  return [
    {
      id: 'secrets',
      title: 'Write the secret files again: no backup holds them',
      on: host,
      expect: files.map(({ path, secret }) => `${path}: ${secret.what}${secret.kept === undefined ? '' : ` (${secret.kept})`}.`).join(' '),
    },
  ];
}

/** A server of backups on this host gets its settings back, and with them the repositories on disks that survived. */
export function backupServers(model: Model, host: Host): readonly RunbookStep[] {
  const servers = servicesOf(model, host).filter((service) => backupServerOf(model, service) !== undefined);
  return servers.flatMap((service, at) => {
    const server = backupServerOf(model, service);
    if (!server) return [];
    const paths = heldPaths(model, service).flatMap(({ shared }) => shared);
    return [
      server.install(host, at + 1),
      server.stop(host, at + 1),
      ...paths.map((path, index) => ({
        id: `settings-${service.id}-${index + 1}`,
        title: `Put the restored ${path} in place`,
        on: host,
        run: `install -d -- ${quote(path)} && cp --archive -- ${quote(`${beside(path)}/.`)} ${quote(`${path}/`)}`,
        expect: `No output. ${server.settings} are those of the copy.`,
      })),
      server.start(host, at + 1),
      server.apply(host, at + 1),
      server.show(host, at + 1),
    ];
  });
}

export function clean(model: Model, host: Host): readonly RunbookStep[] {
  if (!heldOn(model, host).some(({ shared }) => shared.length > 0)) return [];
  return [
    {
      id: 'clean',
      title: 'Remove what lies beside',
      on: host,
      run: REMOVE_RESTORED,
      expect: 'No output. It holds every secret of the machine; remove it when nothing more is needed from it.',
    },
  ];
}
