import { composeLiteral } from '../../../formats/compose-escape.ts';
import { normalize } from '../project/paths.ts';

/** Links that every Debian has. */
const LINKS: readonly (readonly [RegExp, string])[] = [
  [/^\/var\/run(?=\/|$)/, '/run'],
  [/^\/var\/lock(?=\/|$)/, '/run/lock'],
  [/^\/(bin|sbin|lib|lib32|lib64)(?=\/|$)/, '/usr/$1'],
  [/^\/proc\/(?:self|thread-self|1)\/root(?=\/|$)/, ''],
];

/**
 * The one name of a path of the machine: without links that every machine has, `.`, `..` and repeated slashes. Projects are started by root,
 * whose home `~` is. A relative path stays relative, without `./`.
 */
export function hostPath(written: string): string {
  const path = composeLiteral(written).replace(/^~(?=\/|$)/, '/root');
  if (!path.startsWith('/')) return normalize(path);
  // Nothing is above the root.
  const whole = `/${normalize(path)
    .replace(/^(\.\.(\/|$))+/, '')
    .replace(/^\.$/, '')}`;
  return LINKS.reduce((name, [link, to]) => name.replace(link, to), whole) || '/';
}

/** Whether `path` is `folder` or lies below it. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`);
