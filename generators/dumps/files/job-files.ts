import type { DumpJob } from '../../../core/facts/backup/job.ts';
import { dumpFolder, METRICS, onMachine, STATE, UNIT } from '../../../core/facts/backup/places.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Lab } from '../../../core/model/lab/lab.ts';
import { failureScript, failureService } from '../../../formats/failure-notice.ts';
import { installScript } from '../../../formats/install-script.ts';
import { emitUnit } from '../../../formats/systemd-unit.ts';
import { timerUnit } from '../../../formats/timer-unit.ts';
import { SANDBOX } from '../../../formats/unit-sandbox.ts';
import { jobScript } from './job-script.ts';

const HEADER = 'Generated from the inventory; edit that, then npm run gen.';
const FAILED = 'rackbook-dump-failed@.service';

/** Files by name, with their text: for each policy its script, its service and its timer, then what puts them in place. */
export function* jobFiles(lab: Lab, machine: Host | Guest, jobs: readonly DumpJob[]): Iterable<readonly [name: string, text: string]> {
  if (jobs.length === 0) return;
  const units: string[] = [];
  for (const job of jobs) {
    const unit = UNIT.dump(job.policy);
    units.push(`${unit}.service`, `${unit}.timer`);
    yield [scriptOf(job), jobScript(job)];
    yield [`${unit}.service`, serviceUnit(job)];
    yield [`${unit}.timer`, timerUnit(HEADER, `When the databases of the policy ${job.policy.id} are dumped`, job.schedule, lab.timezone)];
  }
  units.push(FAILED);
  yield ['failed.sh', failureScript(machine.id, lab.notify, HEADER, '')];
  yield [FAILED, failureService(HEADER, onMachine(machine, `${dumpFolder(machine)}/failed.sh`))];
  yield ['install.sh', installScript(`the dumps of ${machine.id}`, units, 'rackbook-dump-', [METRICS])];
}

const scriptOf = ({ policy }: DumpJob): string => `dump-${policy.id}.sh`;

function serviceUnit(job: DumpJob): string {
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
        ['ExecStart', { command: ['/bin/sh', onMachine(machine, `${dumpFolder(machine)}/${scriptOf(job)}`)] }],
        ['TimeoutStartSec', '2h'],
        ['Nice', 10],
        ['IOSchedulingClass', 'idle'],
        ['StateDirectory', STATE.replace('/var/lib/', '')],
        ['StateDirectoryMode', '0700'],
        ['ReadWritePaths', `-${METRICS}`],
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
