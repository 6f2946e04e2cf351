import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import { openedByPassword } from '../backup/password-machines.ts';
import type { Secret } from '../secrets/secret.ts';
import { storeId } from '../secrets/secret-part.ts';
import { labSecrets } from '../secrets/secrets.ts';
import { secretStoreOf } from '../secrets/store.ts';
import { changeSteps, cleanSteps, fileSteps, makeSteps, restartSteps, revokeStep } from './change-secret.ts';
import { changeSecretsId } from './ids.ts';
import type { Runbook } from './runbook.ts';
import { seeItRuns } from './see-it-runs.ts';

/**
 * Someone else may know a secret, or it is old enough: one for each service that declares some, and one for each system with some of its own.
 * What opens a repository has a runbook of its own, since the repository has to learn the new one first.
 */
export function secretsKnown(model: Model): readonly Runbook[] {
  const opening = new Set(
    openedByPassword(model).flatMap(({ service, password }) => (service && password ? [storeId(service, password)] : [])),
  );
  const changed = labSecrets(model).filter(({ id }) => !opening.has(id));
  const byOwner = Map.groupBy(changed, ({ id, service }): Service | string => service ?? id.slice(0, id.indexOf(':')));
  return [...byOwner].map(([owner, secrets]) => runbook(model, owner, secrets));
}

function runbook(model: Model, owner: Service | string, secrets: readonly Secret[]): Runbook {
  const title = typeof owner === 'string' ? (model.systems.find(({ id }) => id === owner)?.title ?? model.lab.title) : owner.title;
  const users = secrets.flatMap((secret) => secret.users);
  const several = secrets.length > 1;
  return {
    id: changeSecretsId(owner),
    kind: 'secret-known',
    title: `${several ? 'A secret' : 'The secret'} of ${title} is known to others, or is to be changed`,
    when: `Someone else may know ${secrets.map(({ id }) => id).join(', ')}, or ${several ? 'one of them' : 'it'} is to be changed as a precaution.`,
    text: [
      ...(several ? ['Leave out the steps of those secrets that stay as they are.'] : []),
      ...secrets.map(usedBy),
      ...(secretStoreOf(model)
        ? [
            'A deploy writes what is in the store to the machines. Where that works, let it do the steps that type a value in and put it in place.',
          ]
        : []),
      'Until the last steps the old value lies beside the new one, so that everything can be taken back: undo what put the new one in place, then restart again.',
    ],
    subjects: [...new Set([...(typeof owner === 'string' ? [] : [owner.subject]), ...users.map(({ subject }) => subject)])],
    steps: [
      ...secrets.flatMap((secret, at) => [
        ...makeSteps(model, secret, at + 1),
        ...fileSteps(secret, at + 1),
        ...changeSteps(secret, at + 1),
      ]),
      ...restartSteps(users),
      ...(typeof owner === 'string' ? [] : seeItRuns(model, owner)),
      ...cleanSteps(secrets),
      ...secrets.flatMap((secret, at) => revokeStep(secret, at + 1)),
    ],
    next: [],
  };
}

/** Everyone who reads a secret, so that nobody is forgotten. */
function usedBy({ id, what, users, environment, sameAs }: Secret): string {
  const readers = [...users.map((user) => user.what), ...environment.map(({ name, program }) => `${program} (${name})`)];
  const also = sameAs.length === 0 ? '' : ` It is ${sameAs.join(' and ')} too.`;
  return `${id}, ${what}, is used by: ${readers.join('; ')}.${also}`;
}
