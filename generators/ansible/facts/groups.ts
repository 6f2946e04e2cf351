import type { Model } from '../../../core/contract.ts';
import { deploymentsOf } from '../../../core/deploy/deployments.ts';
import { STEPS } from '../../../core/deploy/steps.ts';
import { once } from '../../../lib/once.ts';
import { managedOf } from './managed.ts';

/** A name that Ansible takes for a group. No machine is called so: ids have no underscore. */
export const groupName = (kind: string, id: string): string => `${kind}_${id.replaceAll('-', '_')}`;

/** Groups with the ids of their machines, each sorted; groups without a machine are left out. */
export const groupsOf = once((model: Model): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  const join = (group: string, machine: string) => {
    const members = groups.get(group);
    if (members) members.push(machine);
    else groups.set(group, [machine]);
  };
  const deployments = deploymentsOf(model);
  for (const { id, kind, networks, machine } of managedOf(model)) {
    join(`kind_${kind}`, id);
    for (const network of networks) join(groupName('network', network), id);
    if (machine && 'vmid' in machine) join(groupName('on', machine.host.id), id);
    if (machine?.engine) join('with_containers', id);
    const steps = new Set((deployments.get(id) ?? []).map(({ step }) => step));
    for (const { id: step } of STEPS) if (steps.has(step)) join(groupName('step', step), id);
  }
  return new Map([...groups].map(([group, machines]) => [group, machines.sort()] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
});
