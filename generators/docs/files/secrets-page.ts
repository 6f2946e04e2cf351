import type { GeneratedFile, Model } from '../../../core/contract.ts';
import type { Secret } from '../../../core/facts/secrets/secret.ts';
import { labSecrets } from '../../../core/facts/secrets/secrets.ts';
import { secretStoreOf } from '../../../core/facts/secrets/store.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import { makingWords } from '../../../core/secret-store/making-words.ts';
import { type Content, code, document, heading, link, list, paragraph } from '../../../formats/markdown.ts';
import { docLink, ROOT, SECRETS } from './doc-path.ts';
import { factTable, section } from './page.ts';

/** Which secrets there are, where each is used, how it is made and where it lies; never what it is. */
export function secretsPage(model: Model): GeneratedFile {
  const { lab } = model;
  const secrets = labSecrets(model);
  const about = secrets.flatMap(({ service }) => service?.subject ?? []);
  return {
    path: `${ROOT}/${SECRETS}`,
    content: document(
      heading(1, 'Secrets'),
      paragraph('Which secrets the lab needs, where each is used, how it is made and where it lies; never what it is.'),
      section('The store', storeWords(model)),
      section('List', document(...secrets.map((secret) => secretSection(lab.subject, secret)))),
    ),
    about: [...new Set([lab.subject, ...about])],
  };
}

function storeWords(model: Model): string {
  const store = secretStoreOf(model);
  if (!store) return paragraph('The inventory chose no store (lab.secrets): a person puts each value on its machine.');
  return paragraph(
    'Their values are kept in ',
    code(store.file),
    `, encrypted (${store.title}). What opens it is ${store.key}; when the whole lab is down it is ${model.lab.secrets?.kept}. `,
    code('npm run secrets'),
    ' says which are missing.',
  );
}

function secretSection(from: SubjectId, { id, what, kept, sameAs, make, files, environment, users }: Secret): string {
  return document(
    heading(3, code(id)),
    paragraph(what),
    factTable([
      ...sameAs.map((each) => ['The same value', code(each)] as const),
      ...users.map(({ what: who, subject }) => ['Used by', link(who, docLink(from, subject))] as const),
      ...files.map(({ machine, path, owner, group, mode }): readonly [string, Content] => [
        'Lies at',
        [link(machine.title, docLink(from, machine.subject)), ' ', code(path), `, ${owner}:${group}, mode ${mode}`],
      ]),
      ...environment.map(({ name, program }): readonly [string, Content] => ['Lies in', [code(name), `, the environment of ${program}`]]),
      ['Outside of the lab', kept],
      ['Made', makingWords(make)],
    ]),
    ...(make.by === 'person' && make.how.length > 0 ? [list(make.how, 'numbers')] : []),
  );
}
