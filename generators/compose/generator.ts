import type { GeneratedFile, Generator } from '../../core/contract.ts';
import { emitJson } from '../../core/emit/json.ts';
import { emitYaml } from '../../core/emit/yaml.ts';
import type { Facts, Stack } from '../../core/facts/facts.ts';
import { containerNetworksOn } from '../../core/facts/lookup.ts';
import type { Model } from '../../core/model.ts';
import { daemonSettings } from './daemon-settings.ts';
import { COMPOSE_KEY_ORDER } from './key-order.ts';
import { upScript } from './up-script.ts';

export default {
  id: 'compose',
  title: 'Docker Compose',
  *generate(model: Model, facts: Facts): Iterable<GeneratedFile> {
    for (const stack of facts.stacks) {
      yield composeFile(stack);
      yield* configFiles(stack);
    }
    for (const [machine, stacks] of Map.groupBy(facts.stacks, ({ machine }) => machine)) {
      yield {
        path: `infra/compose/${machine.id}/up.sh`,
        content: upScript(machine, stacks, containerNetworksOn(facts, machine), facts.startOrder),
        mode: 0o755,
        about: [machine.subject],
      };
    }
    for (const machine of [...model.hosts, ...model.guests]) {
      if (machine.docker && !machine.planned)
        yield {
          path: `infra/docker/${machine.id}/daemon.json`,
          content: emitJson(daemonSettings(machine.docker)),
          about: [machine.subject],
        };
    }
  },
  native: /\/configs\//,
  accept: [
    { tool: 'docker-compose', match: /\/compose\.yaml$/, argv: (path) => ['--file', path, 'config', '--quiet'] },
    { tool: 'docker-daemon', match: /\/daemon\.json$/, argv: (path) => [path] },
    // SC2016 asks whether a dollar in single quotes is meant: in a path of the inventory it is.
    { tool: 'shellcheck', match: /\/up\.sh$/, argv: (path) => ['--exclude=SC2016', path] },
  ],
} satisfies Generator;

/** Beside the Compose file that mounts them; whoever reads them checks them when it starts. */
function* configFiles({ service, path, configFiles: files }: Stack): Iterable<GeneratedFile> {
  for (const file of files) yield { path: path.replace(/[^/]+$/, file.path), content: file.content, about: [service.subject] };
}

function composeFile({ service, machine, path, document }: Stack): GeneratedFile {
  const header = [
    `${service.title} on ${machine.title}. Generated from inventory/services/${service.id}.yaml; edit that, then npm run gen.`,
  ];
  return { path, content: emitYaml(document, { header, keyOrder: COMPOSE_KEY_ORDER }), about: [service.subject, machine.subject] };
}
