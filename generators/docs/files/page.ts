import type { GeneratedFile } from '../../../core/contract.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import { toMermaid } from '../../../diagrams/mermaid.ts';
import type { View } from '../../../diagrams/view.ts';
import { type Content, code, document, fence, heading, link, list, paragraph, table } from '../../../formats/markdown.ts';
import { docLink, docPath } from './doc-path.ts';

/** Something that can be linked: it has a subject and a title. */
export interface Named {
  readonly subject: SubjectId;
  readonly title: string;
}

/** One Markdown file about one thing: heading, summary, then its sections. Empty sections are left out. */
export function page(
  thing: Named & { readonly summary: string; readonly planned: boolean },
  ...sections: readonly string[]
): GeneratedFile {
  const notes = thing.planned ? [paragraph('Planned: drawn and described, not yet built.')] : [];
  const summary = thing.summary === '' ? [] : [paragraph(thing.summary)];
  return {
    path: docPath(thing.subject),
    content: document(heading(1, thing.title), ...summary, ...notes, ...sections),
    about: [thing.subject],
  };
}

export function diagram(view: View): string {
  return document(heading(2, view.title), fence(toMermaid(view), 'mermaid'));
}

/** Facts of a thing as a table of two columns; rows without a value are left out. */
export function factTable(rows: readonly (readonly [string, Content | undefined])[]): string {
  const present = rows.filter((row): row is readonly [string, Content] => row[1] !== undefined && !isBlank(row[1]));
  return present.length === 0 ? '' : table(['Fact', 'Value'], present);
}

/** Whether nothing would be written. */
function isBlank(content: Content): boolean {
  if (typeof content === 'string') return content === '';
  return 'markdown' in content ? content.markdown === '' : content.every(isBlank);
}

export function section(title: string, body: string): string {
  return body === '' ? '' : document(heading(2, title), body);
}

export function sectionList(title: string, items: readonly Content[]): string {
  return items.length === 0 ? '' : section(title, list(items));
}

export function sectionTable(title: string, head: readonly string[], rows: readonly (readonly Content[])[]): string {
  return rows.length === 0 ? '' : section(title, table(head, rows));
}

/** Links to other things, separated by commas. */
export function links(from: SubjectId, things: readonly Named[]): Content {
  return things.flatMap((thing, index): Content[] => [...(index > 0 ? [', '] : []), link(thing.title, docLink(from, thing.subject))]);
}

export function codes(texts: readonly string[]): Content {
  return texts.flatMap((text, index): Content[] => [...(index > 0 ? [', '] : []), code(text)]);
}
