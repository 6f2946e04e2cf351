import type { Secret } from '../../core/facts/secrets/secret.ts';
import { labSecrets } from '../../core/facts/secrets/secrets.ts';
import { secretStoreOf } from '../../core/facts/secrets/store.ts';
import type { SecretFile, Service } from '../../core/model/service/service.ts';
import { makingWords } from '../../core/secret-store/making-words.ts';
import { model } from './lab.ts';

export type { Secret };
export { makingWords };

export const secrets: readonly Secret[] = labSecrets(model);

export const store = secretStoreOf(model);

/** What marks a secret on its page: an id of HTML without signs that links would have to escape. */
export const anchorOf = ({ id }: Pick<Secret, 'id'>): string => `secret-${id.replace(/[^A-Za-z0-9_.-]/g, '-')}`;

/** Site path of what is said of a secret of a service; undefined for one that is only planned. */
export function secretPath({ id: service }: Service, { id }: SecretFile): string | undefined {
  const name = `${service}/${id}`;
  const secret = secrets.find((each) => each.id === name || each.id.startsWith(`${name}/`) || each.sameAs.includes(name));
  return secret && `/secrets/#${anchorOf(secret)}`;
}
