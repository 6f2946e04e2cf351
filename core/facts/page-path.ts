import type { SubjectId } from '../model/model.ts';

const SECTION: Record<string, string> = {
  network: '/networks/',
  host: '/hosts/',
  guest: '/guests/',
  service: '/services/',
  repository: '/backup/repositories/',
};

/** Site path of a thing's page, with a final `/`: `/services/jellyfin/`. Things without a page of their own lead to the page that lists them. */
export function pagePath(subject: SubjectId): string {
  const [kind = '', id = ''] = subject.split(':');
  const section = SECTION[kind];
  if (section) return `${section}${id}/`;
  if (kind === 'target' || kind === 'policy') return `/backup/#${kind}-${id}`;
  if (kind === 'access') return `/exposure/#access-${id}`;
  if (kind === 'allow') return `/networks/matrix/#allow-${id}`;
  if (kind === 'middleware') return `/architecture/#middleware-${id}`;
  return '/';
}

/** Site path of a runbook's page: `/runbooks/restore-service-semaphore/`. */
export function runbookPath(id: string): string {
  return `/runbooks/${id}/`;
}
