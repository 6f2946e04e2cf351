import type { SubjectId } from '../../core/model.ts';

export const ROOT = 'src/content/lab';

/** Folder below {@link ROOT} of the things that have a Markdown file of their own. */
const FOLDER: Readonly<Record<string, string>> = { host: 'hosts', guest: 'guests', network: 'networks', service: 'services' };

/** Repository path of a thing's Markdown file. */
export function docPath(subject: SubjectId): string {
  const [kind = '', id = ''] = subject.split(':');
  const folder = FOLDER[kind];
  return folder ? `${ROOT}/${folder}/${id}.md` : `${ROOT}/lab.md`;
}

/** Link from one thing's file to another's, as a Git host follows it. */
export function docLink(from: SubjectId, to: SubjectId): string {
  const target = docPath(to).slice(ROOT.length + 1);
  return docPath(from) === `${ROOT}/lab.md` ? target : `../${target}`;
}
