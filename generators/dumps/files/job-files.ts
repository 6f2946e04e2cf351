import type { Model } from '../../../core/contract.ts';
import type { DumpJob } from '../../../core/facts/backup/job.ts';
import { metricsFolder } from '../../../core/facts/backup/metrics-folder.ts';
import { dumpFolder, onMachine, STATE, UNIT } from '../../../core/facts/backup/places.ts';
import { failureFiles, reportingPrograms } from '../../../core/files/failure-files.ts';
import { HEADER } from '../../../core/files/header.ts';
import { installFiles } from '../../../core/files/install-files.ts';
import { library, type NamedFile, script, textFile } from '../../../core/files/named-file.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { emitUnit } from '../../../formats/systemd-unit.ts';
import { timerUnit } from '../../../formats/timer-unit.ts';
import { SANDBOX } from '../../../formats/unit-sandbox.ts';
import { jobSettings } from './settings.ts';

const FAILED = 'rackbook-dump-failed@.service';

/** For each policy its script, its service and its timer, then what puts them in place. */
export function* jobFiles(model: Model, machine: Host | Guest, jobs: readonly DumpJob[]): Iterable<NamedFile> {
  if (jobs.length === 0) return;
  const { lab } = model;
  yield library('job-metrics.sh', 'core/runtime/job-metrics.sh');
  for (const job of jobs) {
    const unit = UNIT.dump(job.policy);
    const what = `When the databases of the policy ${job.policy.id} are dumped`;
    yield script(`${nameOf(job)}.sh`, 'generators/dumps/runtime/dump-job.sh');
    yield textFile(`${nameOf(job)}.settings`, jobSettings(model, job));
    yield textFile(`${unit}.service`, serviceUnit(model, job));
    yield textFile(`${unit}.timer`, timerUnit(HEADER, what, job.schedule, lab.timezone));
  }
  const folder = onMachine(machine, dumpFolder(machine));
  yield* failureFiles({ machine: machine.id, folder, unit: FAILED, notify: lab.notify });
  yield* installFiles({
    what: `the dumps of ${machine.id}`,
    units: unitNames(jobs),
    prefixes: ['rackbook-dump-'],
    folders: [[metricsFolder(model)]],
    programs: reportingPrograms(lab),
  });
}

/** Units of a machine with these jobs, the one that reports a failure too. */
export function unitNames(jobs: readonly DumpJob[]): readonly string[] {
  return [...jobs.flatMap(({ policy }) => [`${UNIT.dump(policy)}.service`, `${UNIT.dump(policy)}.timer`]), FAILED];
}

const nameOf = ({ policy }: DumpJob): string => `dump-${policy.id}`;

function serviceUnit(model: Model, job: DumpJob): string {
  const { machine, policy } = job;
  return emitUnit(HEADER, [
    {
      head: 'Unit',
      settings: [
        ['Description', `Dumps of the databases that the policy ${policy.id} covers`],
        ['Wants', 'docker.service'],
        ['After', 'docker.service'],
        ['OnFailure', 'rackbook-dump-failed@%n.service'],
      ],
    },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', { command: ['/bin/sh', onMachine(machine, `${dumpFolder(machine)}/${nameOf(job)}.sh`)] }],
        ['TimeoutStartSec', '2h'],
        ['Nice', 10],
        ['IOSchedulingClass', 'idle'],
        ['StateDirectory', STATE.replace('/var/lib/', '')],
        ['StateDirectoryMode', '0700'],
        ['ReadWritePaths', `-${metricsFolder(model)}`],
        ['UMask', '0077'],
        // Root may do what asking the Docker Engine by its socket and writing its files takes, and no more.
        ['CapabilityBoundingSet', 'CAP_DAC_OVERRIDE'],
        ...SANDBOX,
        ['ProtectHome', 'read-only'],
        ['PrivateDevices', 'yes'],
        ['ProtectProc', 'invisible'],
        ['RestrictAddressFamilies', 'AF_UNIX'],
        ['RestrictSUIDSGID', 'yes'],
      ],
    },
  ]);
}
