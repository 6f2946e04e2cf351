import type { BackupTarget } from '../../core/model/target/target.ts';

export const MEDIUM = {
  disk: 'disk',
  nas: 'network storage',
  'object-storage': 'object storage',
} as const satisfies Record<BackupTarget['medium'], string>;

/** Where a medium is, in words. */
export function placeWords({ host, offsite, path }: BackupTarget): string {
  if (host) return path === undefined ? `at ${host.title}` : `at ${host.title} under ${path}`;
  return offsite ? 'away from the lab' : 'in the lab';
}
