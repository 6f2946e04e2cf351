import type { Model } from '../../core/contract.ts';
import type { AutomaticWay } from '../../core/facts/automation/automatic.ts';
import type { PlaybookId } from '../../core/facts/automation/playbook.ts';
import { restoreServices } from '../../core/facts/runbooks/restore-service.ts';
import type { Runbook } from '../../core/facts/runbooks/runbook.ts';
import type { Automation } from '../../core/roles/automation.ts';
import { once } from '../../lib/once.ts';
import { automaticSteps } from './facts/automatic-steps.ts';
import { BUILD_ORDER } from './facts/build-order.ts';
import { managedOf } from './facts/managed.ts';

/** A machine that was just installed knows no other account that could become root. */
const firstContact = { ansible_user: 'root' };

/** Where the playbooks are and how they are run. */
export const automation: Automation = {
  title: 'Ansible',
  folder: 'infra/ansible',
  inventory: 'infra/ansible/inventory',
  packages: 'infra/ansible/requirements.txt',
  prepare: [['ansible-galaxy', 'collection', 'install', '--requirements-file', 'requirements.yml']],
  playbook: (id: PlaybookId) => `infra/ansible/playbooks/${id}.yml`,
  command: (id: PlaybookId) => ['ansible-playbook', '--inventory', 'inventory', `playbooks/${id}.yml`],
  parameterOption: '--extra-vars',
  passwordOption: '--vault-password-file',
  sshVariable: 'ANSIBLE_SSH_COMMON_ARGS',
  order: BUILD_ORDER,
  machines: (model: Model) => managedOf(model).map(({ id }) => id),
  leftAlone: (model: Model) => model.lab.systems.ansible.skip,
  control: (model: Model) => model.lab.systems.ansible.control,
  firstContact,
  does,
};

/** A host is rebuilt, and a service restored where no step of its runbook needs a person: the playbook would not begin. */
function does(model: Model, { id, kind, subjects: [subject], steps }: Runbook): AutomaticWay | undefined {
  const managed = new Set(managedOf(model).map(({ id }) => id));
  if (kind === 'rebuild-host') {
    const host = model.hosts.find((each) => each.subject === subject);
    return host && managed.has(host.id) ? { playbook: 'rebuild', parameters: { lab_machine: host.id, ...firstContact } } : undefined;
  }
  const service = restorable(model).has(id) ? model.services.find((each) => each.subject === subject) : undefined;
  if (!service || !managed.has(service.runsOn.id) || automaticSteps(steps).byHand.length > 0) return undefined;
  return { playbook: 'restore', parameters: { lab_service: service.id } };
}

/** Ids of the runbooks that the playbook reads; dumps alone have another of this kind. */
const restorable = once((model: Model) => new Set(restoreServices(model).map(({ id }) => id)));
