import { composeLiteral } from '../../formats/compose-escape.ts';
import type { ComposeFragment } from '../model/service/service.ts';

/** A secret of a project whose file would lie beside the Compose file, and so in the repository. */
export interface SecretBeside {
  /** Key in the project's `secrets`. */
  readonly key: string;
  readonly resource: Readonly<Record<string, unknown>>;
  /** Name of the file, without folders. */
  readonly name: string;
}

/** Secrets that a project names by relative paths. The lab keeps them where it keeps all secret files. */
export function secretsBeside(project: ComposeFragment): readonly SecretBeside[] {
  const secrets = (project['secrets'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  return Object.entries(secrets).flatMap(([key, resource]) => {
    const file = resource?.['file'];
    if (!resource || typeof file !== 'string' || /^[/~]|\$\{/.test(file)) return [];
    const name = composeLiteral(file)
      .split('/')
      .findLast((part) => part !== '' && part !== '.' && part !== '..');
    return name === undefined ? [] : [{ key, resource, name }];
  });
}
