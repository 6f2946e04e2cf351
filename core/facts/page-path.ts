import { kindOf } from '../model/kinds.ts';
import type { SubjectId, SubjectKind } from '../model/node.ts';

/** Site path of a thing's page, with a final `/`: `/services/jellyfin/`. Things without a page of their own lead to the page that lists them. */
export function pagePath(subject: SubjectId): string {
  const [kind, id = ''] = subject.split(':') as [SubjectKind, string];
  return kindOf(kind)?.page(id) ?? '/';
}

/** Site path of a runbook's page: `/runbooks/restore-service-photos/`. */
export function runbookPath(id: string): string {
  return `/runbooks/${id}/`;
}
