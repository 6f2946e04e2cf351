import { outsideNetworks } from '../../../core/compose/outside-networks.ts';
import { type Stack, stacksOf } from '../../../core/compose/stacks.ts';
import { startSequence } from '../../../core/compose/start-sequence.ts';
import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { containerNetworksOn } from '../../../core/facts/lookup.ts';
import { startOrderOf } from '../../../core/facts/start-order.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { type ManagedMachine, managedOf } from '../facts/managed.ts';
import { FOLDER } from '../facts/places.ts';

/** The projects of one machine: what they stand on, and each in the order in which they start. Every key is there on every machine. */
export function* stackFiles(model: Model): Iterable<GeneratedFile> {
  const byMachine = Map.groupBy(stacksOf(model), ({ machine }) => machine.id);
  for (const machine of managedOf(model)) {
    const stacks = byMachine.get(machine.id) ?? [];
    yield {
      path: `${FOLDER}/inventory/host_vars/${machine.id}/stacks.yaml`,
      content: emitYaml(stackVariables(model, machine, stacks), {
        header: [`Projects of containers on ${machine.title}. ${HEADER}`],
        keyOrder: { 'rackbook_stacks.*': ['service'], 'rackbook_networks.*': ['name'] },
      }),
      about: [...(machine.subject ? [machine.subject] : []), ...stacks.map(({ service }) => service.subject)],
    };
  }
}

function stackVariables(model: Model, { id, machine, root }: ManagedMachine, stacks: readonly Stack[]) {
  const networks = machine ? containerNetworksOn(model, machine) : [];
  const outside = outsideNetworks(stacks, new Set(networks.map(({ name }) => name))).filter(({ madeBy }) => !madeBy);
  const sequence = startSequence(stacks, outsideNetworks(stacks, new Set(networks.map(({ name }) => name))), startOrderOf(model));
  const here = new Set(stacks.map(({ service }) => service));
  return {
    rackbook_networks: [
      // Internal: whoever joins one keeps the way out that its project gives it, or that it has none.
      ...networks.map(({ name, subnet }) => ({ name, options: ['--internal', ...(subnet === undefined ? [] : ['--subnet', subnet])] })),
      ...outside.filter(({ hasAddresses }) => !hasAddresses).map(({ name }) => ({ name, options: [] })),
    ],
    rackbook_expected_networks: outside.filter(({ hasAddresses }) => hasAddresses).map(({ name }) => name),
    rackbook_stacks_by_hand:
      stacks.length === 0
        ? []
        : (['up.sh', 'up.settings'] as const).map((name) => ({
            from: `infra/compose/${id}/${name}`,
            to: `${root}/infra/compose/${id}/${name}`,
            mode: name === 'up.sh' ? '0755' : '0644',
          })),
    rackbook_stacks: sequence.map(({ service, path, folders, secretFiles }) => ({
      service: service.id,
      folder: path.replace(/\/[^/]+$/, ''),
      variables: secretFiles.find(({ defines }) => defines)?.path ?? '',
      folders: folders.map(({ path: folder, owner }) => ({ path: folder, owner })),
      secrets: [...new Set(secretFiles.map(({ path: file }) => file))].sort(),
      needs: service.needs.filter((need) => here.has(need)).map((need) => need.id),
    })),
  };
}
