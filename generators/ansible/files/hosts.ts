import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { groupsOf } from '../facts/groups.ts';
import { managedOf } from '../facts/managed.ts';
import { FOLDER } from '../facts/places.ts';
import { updateOrderOf } from '../facts/update-order.ts';

/** Filled by a playbook that has looked which machines answer; it has to be known before. */
const REACHED = 'reached_machines';

/** The machines and their groups. What is true of one machine alone is in its variables, so no address stands here. They
 * stand in the order in which they are updated. */
export function hostsFile(model: Model): GeneratedFile {
  const machines = managedOf(model);
  const order = updateOrderOf(model);
  const none = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, {}]));
  const children = [...groupsOf(model)].map(([group, ids]) => [group, { hosts: none(ids) }] as const);
  return {
    path: `${FOLDER}/inventory/hosts.yaml`,
    content: emitYaml(
      { all: { hosts: none(machines.map(({ id }) => id)), children: { ...Object.fromEntries(children), [REACHED]: {} } } },
      {
        header: [`Machines of ${model.lab.title}, by what they are, where they stand and what is done on them. ${HEADER}`],
        keyOrder: { 'all.hosts': order },
      },
    ),
    about: machines.flatMap(({ subject }) => subject ?? []),
  };
}
