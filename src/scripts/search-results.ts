import type { Hit } from './search-engine.ts';

/** One hit as a list item with a link. */
export function resultItem({ url, title, kind, excerpt }: Hit): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  const name = document.createElement('b');
  name.textContent = title;
  const sort = document.createElement('span');
  sort.textContent = kind;
  const text = document.createElement('small');
  text.append(...marked(excerpt));
  link.append(name, sort, text);
  item.append(link);
  return item;
}

/** The excerpt's text and its marks, and nothing else that its HTML might hold. */
function marked(html: string): Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}

/** What a search came to, in words for a status line. */
export function summary(term: string, hits: readonly Hit[]): string {
  if (term.trim() === '') return '';
  if (hits.length === 0) return `Nothing is found for “${term.trim()}”.`;
  return hits.length === 1 ? 'One page.' : `${hits.length} pages.`;
}
