import { yamlString } from '../../../formats/yaml-scalar.ts';
import { secretName } from '../../../lib/secrets/setting-name.ts';
import { VARIABLES_SECRET } from '../../check/secret-hints.ts';
import type { Paste } from '../../diagnostic.ts';
import { type Entry, isRecord } from '../../parse/assemble.ts';
import { pasteLine } from '../../parse/paste-line.ts';

/** The lines of a service that define a variable. One whose name says that it is a secret becomes a line of a secret file. */
export function variableLines(service: Entry, name: string): readonly Paste[] {
  const key = yamlString(name);
  if (secretName(name) !== 'always') return [pasteLine(service, 'variables', `${key}: <value>`)];
  const secret = secretOfVariables(service.value) ?? VARIABLES_SECRET;
  return [
    pasteLine(service, 'variables', `${key}: { secret: ${secret} }`),
    ...(isDeclared(service.value, secret) ? [] : [pasteLine(service, 'secrets', `${secret}: { what: <what> }`)]),
  ];
}

/** The secret that some variables are lines of already; Compose reads one such file. */
export function secretOfVariables(service: unknown): string | undefined {
  const variables = isRecord(service) ? service['variables'] : undefined;
  const secrets = Object.values(isRecord(variables) ? variables : {}).flatMap((each) => (isRecord(each) ? [each['secret']] : []));
  return secrets.find((each) => typeof each === 'string');
}

function isDeclared(service: unknown, secret: string): boolean {
  const secrets = isRecord(service) ? service['secrets'] : undefined;
  return isRecord(secrets) && Object.hasOwn(secrets, secret);
}
