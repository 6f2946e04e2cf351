import type { Model } from '../../../core/contract.ts';
import { undecidedName, undecidedOf, undecidedUse } from '../../../core/facts/undecided.ts';
import { type Content, code, document, link, paragraph, table } from '../../../formats/markdown.ts';
import { count } from '../../../lib/plain-words.ts';
import { docLink } from './doc-path.ts';
import { type Named, section } from './page.ts';

/** What the lab lets wait: a place without a decision on its backup, and an image that may be another one tomorrow, are a line each. */
export function undecided(model: Model): string {
  const { paths, images } = undecidedOf(model);
  if (paths.length + images.length === 0) return '';
  const to = ({ title, subject }: Named) => link(title, docLink(model.lab.subject, subject));
  const rows: readonly (readonly Content[])[] = [
    ...paths.map((path) => [to(path.service), code(undecidedName(path)), `undecided: whether it is backed up; ${undecidedUse(path)}`]),
    ...images.map(({ service, container, image, because }) => [to(service), code(image), `${because}; container ${container}`]),
  ];
  return section(
    'Still undecided',
    document(
      paragraph(
        `The backup of ${count(paths.length, 'place')} with data is undecided, and ${count(images.length, 'image')} ${images.length === 1 ? 'has' : 'have'} no fixed version.`,
      ),
      table(['Service', 'What', 'Why'], rows),
    ),
  );
}
