import type { Model } from '../../core/contract.ts';
import type { Automated } from '../../core/facts/automation/automated.ts';
import type { AutomaticWay } from '../../core/facts/automation/automatic-way.ts';
import { restoreServices } from '../../core/facts/runbooks/restore-service.ts';
import type { Runbook } from '../../core/facts/runbooks/runbook.ts';
import { secretStoreOf } from '../../core/facts/secrets/store.ts';
import { once } from '../../lib/once.ts';
import { FIRST_CONTACT } from './automation.ts';
import { automaticSteps } from './facts/automatic-steps.ts';
import { managedOf } from './facts/managed.ts';

/** Which machines the playbooks are for, and which runbooks they spare a person. */
export default function automates(model: Model): Automated {
  const { skip, control } = model.lab.systems.ansible;
  return {
    machines: managedOf(model).map(({ id }) => id),
    leftAlone: skip,
    control,
    does: (runbook) => does(model, runbook),
  };
}

/** A host is rebuilt, a new value in the store is deployed, and a service restored where no step of its runbook needs a person: the playbook would not begin. */
function does(model: Model, { id, kind, subjects: [subject], steps }: Runbook): AutomaticWay | undefined {
  const managed = new Set(managedOf(model).map(({ id }) => id));
  if (kind === 'rebuild-host') {
    const host = model.hosts.find((each) => each.subject === subject);
    return host && managed.has(host.id) ? { playbook: 'rebuild', parameters: { lab_machine: host.id, ...FIRST_CONTACT } } : undefined;
  }
  if (kind === 'secret-known') {
    const machines = steps.flatMap(({ on }) => (typeof on === 'string' ? [] : [on.id]));
    const isDeployed = secretStoreOf(model) !== undefined && machines.length > 0 && machines.every((machine) => managed.has(machine));
    return isDeployed ? { playbook: 'deploy', parameters: {} } : undefined;
  }
  const service = restorable(model).has(id) ? model.services.find((each) => each.subject === subject) : undefined;
  if (!service || !managed.has(service.runsOn.id) || automaticSteps(steps).byHand.length > 0) return undefined;
  return { playbook: 'restore', parameters: { lab_service: service.id } };
}

/** Ids of the runbooks that the playbook reads; dumps alone have another of this kind. */
const restorable = once((model: Model) => new Set(restoreServices(model).map(({ id }) => id)));
