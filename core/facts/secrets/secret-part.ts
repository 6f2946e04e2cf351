import type { SecretFile, Service } from '../../model/service/service.ts';
import type { Secret } from './secret.ts';

/** What one place of the lab says of a secret; all that is said of one id is joined. */
export interface SecretPart extends Partial<Omit<Secret, 'id' | 'service'>> {
  readonly id: string;
  readonly service?: Service | undefined;
}

/** Key in the store of a secret that a service declares: that of the one whose value it has. */
export function storeId({ id }: Service, secret: SecretFile): string {
  return secret.sameAs ? `${secret.sameAs.service.id}/${secret.sameAs.secret.id}` : `${id}/${secret.id}`;
}

/** What is said of a declared secret wherever it is spoken of. */
export function declaredPart(service: Service, secret: SecretFile): SecretPart {
  const { service: owner, secret: own } = secret.sameAs ?? { service, secret };
  const kept = own.kept ?? secret.kept;
  return {
    id: storeId(service, secret),
    what: own.what,
    service: owner,
    sameAs: secret.sameAs ? [`${service.id}/${secret.id}`] : [],
    ...(kept === undefined ? {} : { kept }),
    ...(own.make ? { make: own.make } : {}),
    ...(secret.change ? { change: secret.change.map((what) => ({ what })) } : {}),
  };
}
