import type { GeneratedFile, Model } from '../../../core/contract.ts';
import type { Deployment, Placed } from '../../../core/deploy/deployment.ts';
import { deploymentsOf } from '../../../core/deploy/deployments.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { managedOf } from '../facts/managed.ts';
import { FOLDER } from '../facts/places.ts';

/** What is true of one machine alone: where it is reached, and what is done on it. */
export function* machineFiles(model: Model): Iterable<GeneratedFile> {
  const deployments = deploymentsOf(model);
  for (const { id, title, address, root, subject } of managedOf(model))
    yield {
      path: `${FOLDER}/inventory/host_vars/${id}/machine.yaml`,
      content: emitYaml(
        {
          ansible_host: address,
          rackbook_root: root,
          rackbook_deployments: (deployments.get(id) ?? []).map(deploymentVariables),
        },
        {
          header: [`${title}. ${HEADER}`],
          keyOrder: {
            '': ['ansible_host', 'rackbook_root', 'rackbook_deployments'],
            'rackbook_deployments.*': ['id', 'step', 'title'],
          },
        },
      ),
      ...(subject ? { about: [subject] } : {}),
    };
}

/** Every key is there, so that no task has to ask whether one is. */
function deploymentVariables(deployment: Deployment) {
  const { id, step, title, packages, programs, folders, tests, places, run, units, restarts, restartsServices, settles, guarded, gone } =
    deployment;
  return {
    id,
    step,
    title,
    packages: packages ?? [],
    programs: programs ?? [],
    folders: folders ?? [],
    tests: tests ?? [],
    places: (places ?? []).map(placeVariables),
    run: run ?? [],
    units: units ?? [],
    restarts: restarts ?? [],
    restarts_services: restartsServices ?? [],
    settles: settles ?? [],
    guarded: guarded !== undefined,
    undo: guarded?.undo ?? [],
    gone: gone ?? [],
  };
}

const placeVariables = ({ from, to, mode = 0o644, decidesOwner }: Placed) => ({
  from,
  to,
  mode: `0${mode.toString(8)}`,
  decides_owner: decidesOwner === true,
});
