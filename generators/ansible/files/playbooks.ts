import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { BUILD_ORDER } from '../facts/build-order.ts';
import { FOLDER, NAMESPACE } from '../facts/places.ts';
import { roleOf } from './step-roles.ts';

/** Playbooks that are the same for every lab. */
const STATIC = [
  'backup.yml',
  'bootstrap.yml',
  'deploy.yml',
  'parts/choose.yml',
  'parts/reach.yml',
  'rebuild.yml',
  'restore.yml',
  'update.yml',
] as const;

export function* playbookFiles(_model: Model): Iterable<GeneratedFile> {
  for (const name of STATIC) yield { path: `${FOLDER}/playbooks/${name}`, copyOf: `generators/ansible/runtime/playbooks/${name}` };
  yield { path: `${FOLDER}/playbooks/site.yml`, content: site() };
  yield { path: `${FOLDER}/playbooks/check.yml`, content: check() };
}

/** All roles in the order in which a machine is brought up. */
export const ROLES: readonly string[] = BUILD_ORDER.map(({ id }) => roleOf(id));

const CHOOSE = { name: 'See what was asked for', 'ansible.builtin.import_playbook': 'parts/choose.yml' };

function site(): string {
  return playbook(
    [
      CHOOSE,
      {
        name: 'Bring every machine to what the files say',
        hosts: "{{ lab_machine | default('all') }}",
        roles: [
          ...ROLES.map((role) => ({ role: `${NAMESPACE}.${role}`, tags: [role] })),
          { role: `${NAMESPACE}.leftovers`, tags: ['leftovers'] },
          { role: `${NAMESPACE}.record`, tags: ['record'] },
        ],
      },
    ],
    'All machines that are up, from the base system to what runs on them. --tags takes the names of roles.',
  );
}

/** The same in check mode, with a machine that is down or a fault told in the report and not by the exit code. */
function check(): string {
  const steps = [...ROLES, 'leftovers'].map((role) => ({
    name: `Role ${role}`,
    'ansible.builtin.import_role': { name: `${NAMESPACE}.${role}` },
  }));
  return playbook(
    [
      CHOOSE,
      { name: 'See which machines can be reached', 'ansible.builtin.import_playbook': 'parts/reach.yml' },
      {
        name: 'See what would change',
        hosts: 'reached_machines',
        check_mode: true,
        diff: true,
        vars: { rackbook_only_looks: true },
        tasks: [
          {
            name: 'Everything that site.yml does',
            block: steps,
            rescue: [
              { name: 'Go on with the other machines', 'ansible.builtin.debug': { msg: 'What else would change here is not known.' } },
            ],
          },
        ],
      },
    ],
    'Says what site.yml would change, and changes nothing; lab_report=<folder> writes it down.',
  );
}

function playbook(plays: readonly unknown[], about: string): string {
  const keyOrder = {
    '*': ['name', 'hosts'],
    '*.roles.*': ['role'],
    '*.tasks.*': ['name'],
    '*.tasks.*.block.*': ['name'],
    '*.tasks.*.rescue.*': ['name'],
  };
  return `---\n${emitYaml(plays, { header: [HEADER, about], keyOrder })}`;
}
