import type { GeneratedFile } from '../../../core/contract.ts';
import { STEPS } from '../../../core/deploy/steps.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { COLLECTION, NAMESPACE } from '../facts/places.ts';

/** A role for each step of bringing up a machine, called like the step with underscores. What it does is data of the machine. */
export function* stepRoles(): Iterable<GeneratedFile> {
  for (const { id, title, what } of STEPS) {
    const role = roleOf(id);
    const folder = `${COLLECTION}/roles/${role}`;
    const yaml = (data: unknown) => `---\n${emitYaml(data, { header: [HEADER], keyOrder: { '*': ['name'], '': ['name'] } })}`;
    yield {
      path: `${folder}/tasks/main.yml`,
      content: yaml([
        {
          name: title,
          'ansible.builtin.import_role': { name: `${NAMESPACE}.deployment` },
          vars: { deployment_step: id },
        },
      ]),
    };
    yield {
      path: `${folder}/meta/argument_specs.yml`,
      content: yaml({
        argument_specs: {
          main: {
            short_description: title,
            description: [what],
            options: {
              rackbook_deployments: {
                type: 'list',
                elements: 'dict',
                required: true,
                description: 'What is deployed to this machine, from its host variables.',
              },
            },
          },
        },
      }),
    };
    yield {
      path: `${folder}/meta/main.yml`,
      content: yaml({
        galaxy_info: { author: 'Rackbook', description: title, license: 'MIT', min_ansible_version: '2.19' },
        dependencies: [],
      }),
    };
    yield {
      path: `${folder}/README.md`,
      content: `# ${NAMESPACE}.${role}\n\n${what}\n\nWhat that is on a machine stands in its host variables, which are generated; \`${NAMESPACE}.deployment\` does it.\n`,
    };
  }
}

/** Name of the role of a step. */
export const roleOf = (step: string): string => step.replaceAll('-', '_');
