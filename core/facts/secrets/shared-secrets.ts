import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import { randomSecret } from '../../model/service/secret-making.ts';
import type { SecretFile } from '../../model/service/service.ts';
import { backupToolOf, dumpToolOf } from '../../roles/played.ts';
import type { Database } from '../backup/database.ts';
import { databasesOf } from '../backup/databases.ts';
import { failureUnit } from '../backup/failure-unit.ts';
import { dumpJobsOn } from '../backup/of-machine.ts';
import { openedByPassword, passwordMachines } from '../backup/password-machines.ts';
import { passwordFile } from '../backup/places.ts';
import type { SecretPlace } from './secret.ts';
import { declaredPart, type SecretPart, storeId } from './secret-part.ts';

const rootsOwn = (machine: Host | Guest, path: string, secret: string): SecretPlace => ({
  machine,
  path,
  ...{ owner: 0, group: 0, mode: '0600' },
  content: { kind: 'value', secret },
});

/** What opens a repository lies on every machine that copies into it. */
export function repositoryPasswords(model: Model): readonly SecretPart[] {
  return openedByPassword(model).flatMap((repository): readonly SecretPart[] => {
    const { service, password, title, subject } = repository;
    if (!service || !password) return [];
    const machines = passwordMachines(model, repository);
    const part = declaredPart(service, password);
    const { short } = backupToolOf(model, repository);
    return [
      {
        make: randomSecret(),
        ...part,
        files: machines.flatMap((machine) => {
          const path = passwordFile(machine, repository);
          return path === undefined ? [] : [rootsOwn(machine, path, part.id)];
        }),
        users: machines.map((on) => ({ subject, what: `jobs of ${short} on ${on.title}, which open ${title}`, on })),
      },
    ];
  });
}

/** Dumps log in to a database with what its container has, and the server keeps the password that it had first. */
export function databaseSecrets(model: Model): readonly SecretPart[] {
  return databasesOf(model)
    .filter(({ data: { backup } }) => backup.policy !== undefined && !backup.policy.planned)
    .flatMap((database) => database.service.secrets.flatMap((secret) => partsOf(model, database, secret)));
}

function partsOf(model: Model, database: Database, secret: SecretFile): readonly SecretPart[] {
  const { service, container, machine } = database;
  const users = [{ subject: service.subject, what: `dumps of the database ${container} of ${service.title}`, on: machine }];
  const part = (id: string, isOf: (value: string) => boolean): readonly SecretPart[] => {
    const told = dumpToolOf(model, database).changePassword(database, isOf);
    if (!told) return [];
    const { seen, ...command } = told;
    const asks = `the new value of ${id}`;
    return [
      {
        id,
        users,
        change: [{ what: `Tell it to the database ${container}`, command: { on: machine, ...command, asks, expect: `${seen}.` } }],
      },
    ];
  };
  if (secret.defines)
    return secret.defines.flatMap((name) =>
      part(`${service.id}/${secret.id}/${name}`, (value) => new RegExp(`\\$\\{${name}\\b|\\$${name}\\b`).test(value)),
    );
  return part(storeId(service, secret), (value) => value === `/run/secrets/${secret.id}`);
}

/** The token for whoever is told of failures lies where jobs can fail. */
export function notifyToken(model: Model): readonly SecretPart[] {
  const { notify } = model.lab;
  const path = notify?.token;
  if (notify === undefined || path === undefined) return [];
  const machines = [...model.hosts, ...model.guests].filter(
    (machine) => !machine.planned && (failureUnit(model, machine) !== undefined || dumpJobsOn(model, machine).length > 0),
  );
  if (machines.length === 0) return [];
  const id = 'lab:notify-token';
  const { host } = new URL(notify.webhook);
  return [
    {
      id,
      what: `Token by which failures are reported to ${host}`,
      make: { by: 'person', how: [`Log in to ${host}.`, `Make a token that may write to ${notify.webhook}, and nothing else.`] },
      files: machines.map((machine) => rootsOwn(machine, path, id)),
      users: machines.map((on) => ({ subject: on.subject, what: `reports of failures on ${on.title}`, on })),
    },
  ];
}
