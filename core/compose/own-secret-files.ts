import { composeLiteral } from '../../formats/compose-escape.ts';
import type { ComposeFragment } from '../model/service/service.ts';
import { secretsBeside } from './secrets-beside.ts';

/**
 * Absolute paths on the machine of the secret files that a project names itself, by key of its `secrets`. What it has beside itself lies in
 * `folder`, where the lab keeps the secrets of the service. A path with a variable is known to nobody before Compose runs.
 */
export function ownSecretFiles(project: ComposeFragment, folder: string): ReadonlyMap<string, string> {
  const beside = secretsBeside(project).map(({ key, name }) => [key, `${folder}/${name}`] as const);
  const resources = (project['secrets'] ?? {}) as Readonly<Record<string, { readonly file?: unknown } | null>>;
  const absolute = Object.entries(resources).flatMap(([key, resource]) => {
    const file = resource?.file;
    return typeof file === 'string' && file.startsWith('/') && !file.includes('${') ? [[key, composeLiteral(file)] as const] : [];
  });
  return new Map([...beside, ...absolute]);
}
