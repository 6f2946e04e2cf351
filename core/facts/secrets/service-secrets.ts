import { quote } from '../../../formats/shell.ts';
import { type FileReader, type ProjectSecret, projectSecrets, readerOf } from '../../compose/secret-files.ts';
import type { SecretFile, Service } from '../../model/service/service.ts';
import { composeCommand, secretFile } from '../backup/places.ts';
import type { SecretPlace, SecretUser } from './secret.ts';
import { declaredPart, type SecretPart } from './secret-part.ts';

/** The secrets of a service: those that the inventory declares, and those that its project alone names. */
export function serviceSecrets(service: Service): readonly SecretPart[] {
  if (service.compose) return projectSecrets(service).flatMap((secret) => projectParts(service, secret));
  return service.secrets.map((secret) => ({
    ...declaredPart(service, secret),
    files: [ownFile(service, secret, declaredPart(service, secret).id)],
  }));
}

/** Of what is no container: root's, unless the inventory says who reads it. */
function ownFile(service: Service, secret: SecretFile, id: string): SecretPlace {
  const { uid, gid } = secret.owner ?? { uid: 0, gid: 0 };
  return {
    machine: service.runsOn,
    path: secretFile(service, secret),
    ...{ owner: uid, group: gid, mode: '0600' },
    content: { kind: 'value', secret: id },
  };
}

function projectParts(service: Service, secret: ProjectSecret): readonly SecretPart[] {
  const { declared } = secret;
  if (declared?.defines) return variableParts(service, declared, declared.defines);
  const part: SecretPart = declared
    ? declaredPart(service, declared)
    : { id: `${service.id}/${secret.id}`, what: `${secret.id} of the project of ${service.title}`, service };
  return [{ ...part, files: [containerFile(service, secret, part.id)], users: containerUsers(service, secret.containers) }];
}

/** Compose hands the file on with the owner and mode that it has on the machine. */
function containerFile(service: Service, secret: ProjectSecret, id: string): SecretPlace {
  const reader: FileReader = readerOf(service, secret);
  const { uid, gid } = reader === 'unknown' ? { uid: 0, gid: 0 } : reader;
  return {
    machine: service.runsOn,
    path: secret.path,
    ...{ owner: uid, group: gid, mode: reader === 'unknown' ? '0444' : '0400' },
    content: { kind: 'value', secret: id },
  };
}

function containerUsers(service: Service, containers: readonly string[]): readonly SecretUser[] {
  const command = composeCommand(service);
  return containers.map((name) => ({
    subject: service.subject,
    what: `container ${name} of ${service.title}`,
    on: service.runsOn,
    ...(command === undefined ? {} : { restart: `${command} restart ${quote(name)}` }),
  }));
}

/** A file with variables has an entry in the store for each: each may be random then. */
function variableParts(service: Service, secret: SecretFile, defines: readonly string[]): readonly SecretPart[] {
  const idOf = (name: string) => `${service.id}/${secret.id}/${name}`;
  const file: SecretPlace = {
    machine: service.runsOn,
    path: secretFile(service, secret),
    ...{ owner: 0, group: 0, mode: '0600' },
    content: { kind: 'lines', quote: "'", lines: defines.map((name) => ({ name, secret: idOf(name) })) },
  };
  const command = composeCommand(service);
  return defines.map((name) => ({
    ...declaredPart(service, secret),
    id: idOf(name),
    what: `${secret.what} (${name})`,
    files: [file],
    users: [
      {
        subject: service.subject,
        what: `containers of ${service.title}, as the variable ${name}`,
        on: service.runsOn,
        // A variable is of the container, which is made anew.
        ...(command === undefined ? {} : { restart: `${command} up --detach` }),
      },
    ],
  }));
}
