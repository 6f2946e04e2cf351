import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import { deploymentsOf } from '../../deploy/deployments.ts';
import { sortedPackages } from '../../deploy/installed-units.ts';
import type { Host } from '../../model/host/host.ts';
import type { Repository } from '../../model/repository/repository.ts';
import { fileSnapshotTool } from '../../roles/played.ts';
import type { BackupJob } from '../backup/job.ts';
import { jobsOn, targetsOn } from '../backup/of-machine.ts';
import { passwordFile, rootOf } from '../backup/places.ts';
import { hypervisorSystem } from '../hypervisor.ts';
import { isMountedOn, typedInto } from './commands.ts';
import { mountTarget } from './mount-target.ts';
import type { RunbookStep } from './runbook.ts';

/** From bare metal to a machine that has this repository, its disks and the passwords of its backups. */
export function base(model: Model, host: Host): readonly RunbookStep[] {
  const jobs = jobsOn(model, host);
  return [
    {
      id: 'boot',
      title: `Install ${hypervisorSystem(model, host)?.title ?? host.os ?? 'the operating system'} from its boot medium`,
      on: host,
      expect: `${host.hypervisor ? (host.os ?? 'The version that ran before') : 'Without a desktop'}, with SSH, and named ${host.hypervisor?.node ?? host.id}${host.primary ? ` at ${host.primary.ip}` : ''}. Leave every disk alone that is not the system disk: backups may lie on it.${fileSystems(model, host)}`,
      caution: 'The installer erases the disk that it is given. Unplug backup disks before, and plug them in afterwards.',
    },
    {
      id: 'packages',
      title: 'Install what the next steps need',
      on: host,
      run: `apt-get update && apt-get install --yes ${packages(model, host).join(' ')}`,
      expect: 'It ends without an error.',
      notRun: { reason: 'outside', because: 'It fetches packages from a mirror' },
    },
    ...targetsOn(model, host)
      .filter((target) => isMountedOn(target, host))
      .flatMap((target) => mountTarget(target, host)),
    clone(model, host),
    ...repositoriesOf(jobs).flatMap((repository) => typePassword(host, repository)),
  ];
}

/**
 * Packages by which the repository gets to the machine, and those of everything that is deployed to it. Those of its interfaces come with
 * them: until then names are asked for as the installer set it up.
 */
function packages(model: Model, host: Host): readonly string[] {
  const deployments = deploymentsOf(model).get(host.id) ?? [];
  const deployed = deployments.flatMap(({ step, packages = [] }) => (step === 'interfaces' ? [] : packages));
  return sortedPackages(['ca-certificates', 'curl', 'git', ...deployed]);
}

function clone({ lab: { recovery } }: Model, host: Host): RunbookStep {
  const root = rootOf(host);
  const { git } = recovery;
  if (!git)
    return {
      id: 'clone',
      title: `Bring this repository to ${root}`,
      on: host,
      expect: `The inventory does not say where it is cloned from (lab.recovery.git). ${root}/infra is there afterwards.`,
    };
  return {
    id: 'clone',
    title: `Clone this repository to ${root}`,
    on: host,
    run: `test -d ${quote(`${root}/infra`)} || git clone -- ${quote(git.url)} ${quote(root)}`,
    expect: `“Cloning into …” and no error.${git.kept === undefined ? '' : ` If that server is down too: ${git.kept}. Clone from there.`}`,
  };
}

/** Each once, in the order of the jobs. */
export function repositoriesOf(jobs: readonly BackupJob[]): readonly Repository[] {
  return [...new Set(jobs.flatMap(({ repositories }) => repositories))];
}

function typePassword(on: Host, repository: Repository): readonly RunbookStep[] {
  const file = passwordFile(on, repository);
  if (file === undefined) return [];
  const { password, title } = repository;
  const folder = file.slice(0, file.lastIndexOf('/'));
  return [
    {
      id: `password-${repository.id}`,
      title: `Type in the password of ${title}`,
      on,
      run: `install -d -m 0700 -- ${quote(folder)} && ${typedInto(file)}`,
      asks: `the password of ${title}: ${password?.kept ?? 'the inventory does not say where it is kept outside of the lab (secrets.*.kept)'}`,
      expect: `Nothing is asked for: type it, then Enter, then Ctrl and D. ${file} holds it afterwards.`,
      caution: 'It stands on the screen while you type.',
      undo: { text: 'Remove it.', run: `rm -f -- ${quote(file)}` },
    },
  ];
}

/** What local snapshots need of the file systems, which cannot be had afterwards. */
function fileSystems(model: Model, host: Host): string {
  const { snapshots } = host;
  if (snapshots?.kind !== 'file-systems') return '';
  return ` Local snapshots need ${fileSnapshotTool(model, snapshots.tool).needs(snapshots)}.`;
}
