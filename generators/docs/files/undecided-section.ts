import type { Model } from '../../../core/contract.ts';
import { undecidedDoorsOf } from '../../../core/facts/doors.ts';
import { undecidedName, undecidedOf, undecidedUse } from '../../../core/facts/undecided.ts';
import { type Content, code, document, link, paragraph, table } from '../../../formats/markdown.ts';
import { count } from '../../../lib/plain-words.ts';
import { docLink } from './doc-path.ts';
import { type Named, section } from './page.ts';

/** What the lab lets wait: a place without a decision on its backup, an image that may be another one tomorrow, and a way to a machine are a line each. */
export function undecided(model: Model): string {
  const { paths, images } = undecidedOf(model);
  const doors = undecidedDoorsOf(model);
  if (paths.length + images.length + doors.length === 0) return '';
  const to = ({ title, subject }: Named) => link(title, docLink(model.lab.subject, subject));
  const rows: readonly (readonly Content[])[] = [
    ...paths.map((path) => [to(path.service), code(undecidedName(path)), `undecided: whether it is backed up; ${undecidedUse(path)}`]),
    ...images.map(({ service, container, image, because }) => [to(service), code(image), `${because}; container ${container}`]),
    ...doors.map(({ service, door }) => [to(service), code(door.container), `nothing says why it ${door.what}`]),
  ];
  return section(
    'Still undecided',
    document(
      paragraph(
        `The backup of ${count(paths.length, 'place')} with data is undecided, and ${count(images.length, 'image')} ${images.length === 1 ? 'has' : 'have'} no fixed version.${doors.length === 0 ? '' : ` Nothing says why containers have ${count(doors.length, 'way')} to their machines.`}`,
      ),
      table(['Service', 'What', 'Why'], rows),
    ),
  );
}
