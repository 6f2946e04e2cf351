import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import type { Secret, SecretNeed, SecretPlace, SecretUser } from './secret.ts';
import { declaredPart, type SecretPart } from './secret-part.ts';
import { serviceSecrets } from './service-secrets.ts';
import { databaseSecrets, notifyToken, repositoryPasswords } from './shared-secrets.ts';

/** Every secret that the lab needs, sorted by id. What is planned needs none yet. */
export const labSecrets = once((model: Model): readonly Secret[] => {
  const parts: readonly SecretPart[] = [
    ...model.services.filter(({ planned }) => !planned).flatMap(serviceSecrets),
    ...repositoryPasswords(model),
    ...databaseSecrets(model),
    ...notifyToken(model),
    ...model.systems.flatMap(({ secrets }) => secrets?.(model) ?? []).map(partOf),
  ];
  return [...Map.groupBy(parts, ({ id }) => id)].map(([id, said]) => joined(id, said)).sort((a, b) => (a.id < b.id ? -1 : 1));
});

function partOf(need: SecretNeed): SecretPart {
  if ('id' in need) return need;
  const { service, secret, make, users = [], change = [] } = need;
  const declared = declaredPart(service, secret);
  return { ...(make ? { make } : {}), ...declared, users, change: [...(declared.change ?? []), ...change] };
}

function joined(id: string, parts: readonly SecretPart[]): Secret {
  const what = first(parts, ({ what }) => what);
  if (what === undefined) throw new Error(`nothing says what the secret ${id} is`);
  const kept = first(parts, ({ kept }) => kept);
  const service = first(parts, ({ service }) => service);
  return {
    id,
    what,
    ...(kept === undefined ? {} : { kept }),
    ...(service === undefined ? {} : { service }),
    sameAs: distinct(parts.flatMap(({ sameAs = [] }) => sameAs)).sort(),
    // What the inventory says comes first, then what a system knows.
    make: service?.secrets.find((secret) => id === `${service.id}/${secret.id}`)?.make ?? first(parts, ({ make }) => make) ?? UNSAID,
    files: byKey(
      parts.flatMap(({ files = [] }) => files),
      placeKey,
    ),
    environment: byKey(
      parts.flatMap(({ environment = [] }) => environment),
      ({ name, program }) => `${name} ${program}`,
    ),
    users: usersOf(
      parts.flatMap(({ users = [] }) => users),
      service,
    ),
    change: [...new Map(parts.flatMap(({ change = [] }) => change.map((each) => [each.what, each] as const))).values()],
  };
}

const UNSAID = { by: 'person', how: [] } as const;

/** Nothing is needed by nobody: what no one else is known to read is for the service itself. */
function usersOf(users: readonly SecretUser[], service: Service | undefined): readonly SecretUser[] {
  const own = service && users.length === 0 ? [{ subject: service.subject, what: service.title, on: service.runsOn }] : [];
  return byKey([...users, ...own], ({ subject, what, on }) => `${subject} ${what} ${on?.id}`);
}

const placeKey = ({ machine, path }: SecretPlace) => `${machine.id} ${path}`;

function first<T>(parts: readonly SecretPart[], of: (part: SecretPart) => T | undefined): T | undefined {
  return parts.map(of).find((value) => value !== undefined);
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Each once, sorted. */
function byKey<T>(list: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(list.map((item) => [keyOf(item), item]))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
