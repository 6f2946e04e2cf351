import { withScalarTexts } from '../../core/compose/project/scalar-texts.ts';
import { type Stack, stacksOf } from '../../core/compose/stacks.ts';
import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { containerNetworksOn } from '../../core/facts/lookup.ts';
import { startOrderOf } from '../../core/facts/start-order.ts';
import { inFolder, script, textFile } from '../../core/files/named-file.ts';
import { emitJson } from '../../formats/json.ts';
import { emitYaml } from '../../formats/yaml.ts';
import engine from './engine.ts';
import { daemonSettings } from './files/daemon-settings.ts';
import { COMPOSE_KEY_ORDER } from './files/key-order.ts';
import { upSettings } from './files/up-settings.ts';

export default {
  id: 'compose',
  title: 'Docker Compose',
  *files(model: Model): Iterable<GeneratedFile> {
    for (const stack of stacksOf(model)) {
      yield composeFile(stack);
      yield* filesBeside(stack);
    }
    for (const [machine, stacks] of Map.groupBy(stacksOf(model), ({ machine }) => machine)) {
      const networks = containerNetworksOn(model, machine);
      yield* inFolder(
        `infra/compose/${machine.id}`,
        [machine.subject],
        [
          script('up.sh', 'generators/compose/runtime/up.sh'),
          textFile('up.settings', upSettings(machine, stacks, networks, startOrderOf(model))),
        ],
      );
    }
    for (const machine of [...model.hosts, ...model.guests]) {
      if (machine.engine && !machine.planned)
        yield {
          path: engine.settings.path(machine.id),
          content: emitJson(daemonSettings(machine.engine)),
          about: [machine.subject],
        };
    }
  },
  // Of the containers: `./data` of a project stands beside its file.
  leaves: ['/compose/*/*/data/', '/compose/*/*/db/', '*.db', '*.sqlite', '*.sqlite3', '*.sqlite-*', '*.sqlite3-*'],
  native: /^infra\/compose\/[^/]+\/[^/]+\/(?!compose\.yaml$)/,
  accept: [
    { tool: 'docker-compose', match: /\/compose\.yaml$/, argv: (path) => ['--file', path, 'config', '--quiet'] },
    { tool: 'docker-daemon', match: /\/daemon\.json$/, argv: (path) => [path] },
    { tool: 'shellcheck', match: /\/up\.(sh|settings)$/, argv: (path) => [path] },
  ],
} as const satisfies System;

/** Beside the Compose file that mounts them; whoever reads them checks them when it starts. */
function* filesBeside({ service, path, configFiles: files }: Stack): Iterable<GeneratedFile> {
  const beside = (name: string) => path.replace(/[^/]+$/, name);
  const about = [service.subject];
  for (const file of files) yield { path: beside(file.path), content: file.content, mode: file.mode, about };
  for (const { path: name, text, bytes, mode } of service.companions) yield { path: beside(name), content: text, bytes, mode, about };
}

function composeFile({ service, machine, path, document }: Stack): GeneratedFile {
  const from = service.folder === undefined ? `inventory/services/${service.id}.yaml` : `${service.folder}/`;
  const header = [`${service.id} on ${machine.id}. Generated from ${from}; edit that, then npm run gen.`];
  const written = withScalarTexts(document, service.compose, service.scalarTexts);
  return { path, content: emitYaml(written, { header, keyOrder: COMPOSE_KEY_ORDER }), about: [service.subject, machine.subject] };
}
