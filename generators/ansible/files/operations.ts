import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { dumpJobsOn, guestJobsOf, jobsOn, targetsOn } from '../../../core/facts/backup/of-machine.ts';
import { SNAPSHOTS_UNIT, UNIT } from '../../../core/facts/backup/places.ts';
import { isMountedOn } from '../../../core/facts/runbooks/commands.ts';
import { mountTarget } from '../../../core/facts/runbooks/mount-target.ts';
import { backupServers, restoreSteps } from '../../../core/facts/runbooks/rebuild-data.ts';
import { restoreServices } from '../../../core/facts/runbooks/restore-service.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { fileToolOf, guestCopierOf, hypervisorOf } from '../../../core/roles/played.ts';
import { emitJson } from '../../../formats/json.ts';
import { automaticSteps } from '../facts/automatic-steps.ts';
import { type ManagedMachine, managedOf } from '../facts/managed.ts';
import { FOLDER } from '../facts/places.ts';
import { updateOrderOf } from '../facts/update-order.ts';

const UPDATE = 'rackbook-update';

/** What updates, backups and restores have to know of the lab and of each machine. Every key is there on every machine.
 * JSON, since commands are long and YAML for people has short lines. */
export function* operationFiles(model: Model): Iterable<GeneratedFile> {
  yield {
    path: `${FOLDER}/inventory/group_vars/all/operations.json`,
    content: emitJson({
      rackbook_control: model.lab.systems.ansible.control ?? '',
      rackbook_update_order: updateOrderOf(model),
      rackbook_restores: restores(model),
    }),
    about: ['lab:lab'],
  };
  for (const machine of managedOf(model))
    yield {
      path: `${FOLDER}/inventory/host_vars/${machine.id}/operations.json`,
      content: emitJson(machineVariables(model, machine)),
      ...(machine.subject ? { about: [machine.subject] } : {}),
    };
}

/** By service, the commands of its runbook. */
function restores(model: Model) {
  const managed = new Set(managedOf(model).map(({ id }) => id));
  return Object.fromEntries(
    restoreServices(model).flatMap(({ subjects, steps }) => {
      const service = model.services.find(({ subject }) => subject === subjects[0]);
      if (!service || !managed.has(service.runsOn.id)) return [];
      const jobs = jobsOn(model, service.runsOn);
      const newest = [...new Set(jobs.map((job) => fileToolOf(model, job).words.newest))];
      return [[service.id, { ...automaticSteps(steps), newest }]];
    }),
  );
}

function machineVariables(model: Model, { machine }: ManagedMachine) {
  const host = machine && !('vmid' in machine) ? machine : undefined;
  const jobs = machine ? jobsOn(model, machine) : [];
  const dumps = machine ? dumpJobsOn(model, machine) : [];
  const snapshots = host?.snapshots?.kind === 'file-systems' ? [SNAPSHOTS_UNIT] : [];
  const guest = machine && 'vmid' in machine ? machine : undefined;
  const snapshot = guest && hypervisorOf(model, guest.host)?.snapshot(guest, UPDATE);
  return {
    rackbook_snapshot_units: snapshots.map((unit) => `${unit}.service`),
    rackbook_backup_units: [...jobs.map(({ policy }) => UNIT.backup(policy)), ...dumps.map(({ policy }) => UNIT.dump(policy))].map(
      (unit) => `${unit}.service`,
    ),
    rackbook_guest_copies: host ? guestCopies(model, host) : [],
    rackbook_guest_snapshot: snapshot && guest ? { on: guest.host.id, ...snapshot } : { on: '', make: [], back: [], drop: [] },
    rackbook_rebuild: {
      mount: host
        ? automaticSteps(
            targetsOn(model, host)
              .filter((target) => isMountedOn(target, host))
              .flatMap((target) => mountTarget(target, host)),
          )
        : { steps: [], byHand: [] },
      restore: host ? automaticSteps(restoreSteps(model, host)) : { steps: [], byHand: [] },
      servers: host ? automaticSteps(backupServers(model, host)) : { steps: [], byHand: [] },
    },
  };
}

/** Copies of guests that a hypervisor makes at once, as the runbooks type it. */
function guestCopies(model: Model, host: Host) {
  const steps = guestJobsOf(model, host).map((job) => guestCopierOf(model, job.repository).copyNow(job, `copy-${job.policy.id}`));
  return automaticSteps(steps).steps;
}
