import { findSecrets } from '../../core/check/find-secrets.ts';
import { secretsInCompanion } from '../../core/check/secrets-in-companion.ts';
import { secretsInComments, secretsInEnvFile } from '../../core/check/secrets-in-files.ts';
import { finderFor } from '../../core/published/find-in-file.ts';
import type { Sample } from './corpus.ts';

type Kind = 'secret' | 'default' | undefined;

/** Names of the files in which the samples of such a place stand. */
const FILES: Readonly<Record<string, string>> = {
  json: 'settings.json',
  xml: 'config.xml',
  ini: 'app.ini',
  toml: 'config.toml',
  yaml: 'config.yml',
  nginx: 'site.conf',
  dockerfile: 'Dockerfile',
  shell: 'backup.sh',
  properties: 'app.properties',
  python: 'settings.py',
  php: 'config.php',
  env: '.env',
  js: 'settings.js',
  lua: 'settings.lua',
  csv: 'table.csv',
  conf: 'app.conf',
  i18n: 'i18n/texts.yml',
  labels: 'messages_de.properties',
};

/** What the rules say of a sample in its place: the worst of what they find. */
export function lookAt({ place, text }: Sample): Kind {
  const kinds = found(place, text).map(({ kind }) => kind);
  return kinds.includes('secret') ? 'secret' : kinds[0];
}

function found(place: string, text: string): readonly { readonly kind: 'secret' | 'default' }[] {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const inApp = (keys: object) => findSecrets({ services: { app: { image: 'app:1', ...keys } } }, 'app');
  switch (place) {
    case 'env':
      return inApp({ environment: { [name]: value } });
    case 'list':
      return inApp({ environment: [text] });
    case 'label':
      return inApp({ labels: { [name]: value } });
    case 'command':
      return inApp({ command: text });
    case 'words':
      return inApp({ command: text.split(' ') });
    case 'config':
      return findSecrets({ configs: { settings: { content: text } } }, 'app');
    case 'named':
      return findSecrets({ configs: { [name]: { content: value } } }, 'app');
    case 'envfile':
      return secretsInEnvFile(text);
    case 'title':
      return findSecrets({ title: text }, 'app');
    case 'notes':
      return findSecrets({ notes: text }, 'app');
    case 'comment':
      return secretsInComments(`x: 1 # ${text}`, /#(.*)/);
    case 'page':
      return (finderFor({ known: [] })('a.html', Buffer.from(text)) ?? []).map(() => ({ kind: 'secret' }));
    default:
      if (place.startsWith('file:')) return secretsInCompanion(text, place.slice('file:'.length));
      if (FILES[place] === undefined) throw new Error(`there is no place ${place}`);
      return secretsInCompanion(`${text}\n`, FILES[place]);
  }
}
