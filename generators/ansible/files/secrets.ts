import { stacksOf } from '../../../core/compose/stacks.ts';
import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { secretFilesOn, secretFoldersOn } from '../../../core/facts/secrets/on-machine.ts';
import type { SecretContent } from '../../../core/facts/secrets/secret.ts';
import { secretStoreOf } from '../../../core/facts/secrets/store.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { managedOf } from '../facts/managed.ts';
import { FOLDER } from '../facts/places.ts';

/** Which secret files each machine has, by the names of what they hold; no value is here. */
export function* secretFiles(model: Model): Iterable<GeneratedFile> {
  const store = secretStoreOf(model);
  yield {
    path: `${FOLDER}/inventory/group_vars/all/secrets.yaml`,
    content: emitYaml(
      { rackbook_secret_store: { file: store?.file ?? '', kind: store?.store ?? '' } },
      { header: [`Where values are. ${HEADER}`] },
    ),
  };
  const byMachine = Map.groupBy(stacksOf(model), ({ machine }) => machine.id);
  for (const { id, title, machine, subject } of managedOf(model)) {
    const readers = new Map<string, string[]>();
    for (const { service, secretFiles: read } of byMachine.get(id) ?? [])
      for (const { path } of read) readers.set(path, [...(readers.get(path) ?? []), `stack-${service.id}`]);
    yield {
      path: `${FOLDER}/inventory/host_vars/${id}/secrets.yaml`,
      content: emitYaml(
        {
          rackbook_secret_folders: machine ? secretFoldersOn(model, machine) : [],
          rackbook_secret_files: (machine ? secretFilesOn(model, machine) : []).map(({ path, owner, group, mode, content }) => ({
            path,
            owner,
            group,
            mode,
            content: byName(content),
            stales: [...new Set(readers.get(path) ?? [])].sort(),
          })),
        },
        {
          header: [`Secret files of ${title}, by the names of what they hold. ${HEADER}`],
          keyOrder: { 'rackbook_secret_files.*': ['path'] },
        },
      ),
      ...(subject ? { about: [subject] } : {}),
    };
  }
}

/** What a file holds, by the names of values: `from` names one, as `secret` would look like a value to whoever searches for some. */
function byName(content: SecretContent) {
  if (content.kind === 'value') return { kind: content.kind, from: content.secret };
  const lines = content.lines.map((line) =>
    'secret' in line ? { name: line.name, from: line.secret } : { name: line.name, text: line.text },
  );
  return { kind: content.kind, quote: content.quote, lines };
}
