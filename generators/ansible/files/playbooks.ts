import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { STEPS, type StepId } from '../../../core/deploy/steps.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { FOLDER, NAMESPACE } from '../facts/places.ts';
import { roleOf } from './step-roles.ts';

/** Playbooks that are the same for every lab. */
const STATIC = ['bootstrap.yml', 'deploy.yml', 'parts/choose.yml'] as const;

export function* playbookFiles(_model: Model): Iterable<GeneratedFile> {
  for (const name of STATIC) yield { path: `${FOLDER}/playbooks/${name}`, copyOf: `generators/ansible/runtime/playbooks/${name}` };
  yield { path: `${FOLDER}/playbooks/site.yml`, content: site() };
}

/** Roles that are no step of a system, and the step that they come before. */
const BETWEEN: Readonly<Partial<Record<StepId, readonly string[]>>> = { interfaces: ['base'], engine: ['secrets'], snapshots: ['stacks'] };

/** All roles in the order in which a machine is brought up. */
export const ROLES: readonly string[] = STEPS.flatMap(({ id }) => [...(BETWEEN[id] ?? []), roleOf(id)]);

function site(): string {
  const plays = [
    { name: 'See what was asked for', import_playbook: 'parts/choose.yml' },
    {
      name: 'Bring every machine to what the files say',
      hosts: "{{ lab_machine | default('all') }}",
      roles: ROLES.map((role) => ({ role: `${NAMESPACE}.${role}`, tags: [role] })),
    },
  ];
  return `---\n${emitYaml(plays, { header: [HEADER, 'All machines that are up, from the base system to what runs on them. --tags takes the names of roles.'], keyOrder: { '*': ['name', 'hosts'], '*.roles.*': ['role'] } })}`;
}
