import { onPath } from '../../tools/find.ts';

const PROGRAMS = [
  ['ip', 'iproute2'],
  ['nsenter', 'util-linux'],
  ['setpriv', 'util-linux'],
] as const;

/** Why no network namespaces can be made and joined here, or undefined when they can. */
export async function namespaceObstacle(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'network namespaces need root on Linux';
  const path = process.env['PATH'] ?? '';
  for (const [program, debianPackage] of PROGRAMS)
    if ((await onPath(program, path)) === undefined) return `${program}: not installed. To install it: apt-get install ${debianPackage}`;
  return undefined;
}
