import type { Model } from '../../core/contract.ts';
import { openedByPassword, passwordMachines } from '../../core/facts/backup/password-machines.ts';
import { passwordFile } from '../../core/facts/backup/places.ts';
import type { OwnSecretNeed, SecretPlace } from '../../core/facts/secrets/secret.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import { RESTIC } from './facts/jobs.ts';

/** What each kind of object storage asks for beside the password, from restic's manual. */
const ASKED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  azure: { AZURE_ACCOUNT_NAME: 'Name of the storage account', AZURE_ACCOUNT_KEY: 'Key of the storage account' },
  b2: { B2_ACCOUNT_ID: 'Id of the application key', B2_ACCOUNT_KEY: 'The application key' },
  s3: { AWS_ACCESS_KEY_ID: 'Id of the access key', AWS_SECRET_ACCESS_KEY: 'The secret access key' },
};

/** The login to object storage, for each repository that lies in one. */
export default function secrets(model: Model): readonly OwnSecretNeed[] {
  return openedByPassword(model).flatMap((repository) => {
    const asked = repository.type === RESTIC ? ASKED[schemeOf(repository)] : undefined;
    return asked ? Object.entries(asked).map(([name, what]) => login(model, repository, name, what, Object.keys(asked))) : [];
  });
}

const schemeOf = ({ location }: Repository): string => location.slice(0, location.indexOf(':'));

const idOf = ({ id }: Repository, name: string) => `restic:${id}/${name}` as const;

function login(model: Model, repository: Repository, name: string, what: string, names: readonly string[]): OwnSecretNeed {
  const machines = passwordMachines(model, repository);
  const bucket = repository.location.split(':').slice(1).join(':');
  return {
    id: idOf(repository, name),
    what: `${what} for ${repository.title}`,
    make: {
      by: 'person',
      how: [`Where ${bucket} is: a key that may read and write there, and nowhere else. Both values are shown together, once.`],
    },
    files: machines.flatMap((machine): readonly SecretPlace[] => {
      const password = passwordFile(machine, repository);
      if (password === undefined) return [];
      return [
        {
          machine,
          path: `${password.slice(0, password.lastIndexOf('/'))}/${repository.id}.env`,
          ...{ owner: 0, group: 0, mode: '0600' },
          content: { kind: 'lines', quote: "'", lines: names.map((each) => ({ name: each, secret: idOf(repository, each) })) },
        },
      ];
    }),
    users: machines.map((on) => ({ subject: repository.subject, what: `jobs of restic on ${on.title}, for ${repository.title}`, on })),
  };
}
