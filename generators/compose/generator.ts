import type { GeneratedFile, Generator } from '../../core/contract.ts';
import { emitYaml } from '../../core/emit/yaml.ts';
import type { Facts, Stack } from '../../core/facts/facts.ts';
import type { Model } from '../../core/model.ts';
import { COMPOSE_KEY_ORDER } from './key-order.ts';
import { upScript } from './up-script.ts';

export default {
  id: 'compose',
  title: 'Docker Compose',
  *generate(_model: Model, facts: Facts): Iterable<GeneratedFile> {
    for (const stack of facts.stacks) yield composeFile(stack);
    for (const [machine, stacks] of Map.groupBy(facts.stacks, ({ machine }) => machine)) {
      yield {
        path: `infra/compose/${machine.id}/up.sh`,
        content: upScript(machine, stacks, facts.startOrder),
        mode: 0o755,
        about: [machine.subject],
      };
    }
  },
  accept: [
    { tool: 'docker-compose', match: /\/compose\.yaml$/, argv: (path) => ['--file', path, 'config', '--quiet'] },
    { tool: 'shellcheck', match: /\/up\.sh$/, argv: (path) => [path] },
  ],
} satisfies Generator;

function composeFile({ service, machine, path, document }: Stack): GeneratedFile {
  const header = [
    `${service.title} on ${machine.title}. Generated from inventory/services/${service.id}.yaml; edit that, then npm run gen.`,
  ];
  return { path, content: emitYaml(document, { header, keyOrder: COMPOSE_KEY_ORDER }), about: [service.subject, machine.subject] };
}
