import { escapeContent, escapeText } from '../../../diagrams/xml.ts';

/** HTML that is escaped already. */
export interface Markup {
  readonly markup: string;
}

/** Text is escaped; nothing at all for undefined. */
export type Child = Markup | string | number | undefined | readonly Child[];

/** What turns around the order in which text is shown: a command would read otherwise than it is. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** An element with an end tag. Names are ours; values and texts are untrusted. */
export function el(name: string, attributes: Readonly<Record<string, string | undefined>>, ...children: readonly Child[]): Markup {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeText(shown(value))}"`],
  );
  return { markup: `<${name}${pairs.join('')}>${children.map(render).join('')}</${name}>` };
}

/** The same without attributes. */
export const tag = (name: string, ...children: readonly Child[]): Markup => el(name, {}, ...children);

export function render(child: Child): string {
  if (child === undefined) return '';
  if (typeof child === 'string' || typeof child === 'number') return escapeContent(shown(String(child)));
  return 'markup' in child ? child.markup : child.map(render).join('');
}

function shown(text: string): string {
  return text.replace(TURNS, (c) => `<U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);
}

/** Things with `, ` between them. */
export const commas = (children: readonly Child[]): Child => children.map((child, index) => (index === 0 ? child : [', ', child]));

export const link = (id: string, text: string): Markup => el('a', { href: `#${id}` }, text);

/** A table with a heading for each column; the first cell of a row is its heading. On a phone each cell says its column. */
export function table(heads: readonly string[], rows: readonly (readonly Child[])[]): Markup {
  const cells = (row: readonly Child[]) => row.map((cell, index) => el('td', { 'data-label': heads[index + 1] }, cell));
  return tag(
    'table',
    tag('thead', tag('tr', ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    tag('tbody', ...rows.map(([first, ...rest]) => tag('tr', el('th', { scope: 'row' }, first), ...cells(rest)))),
  );
}

/** What is known of one thing, each with its name. */
export const factList = (facts: readonly (readonly [name: string, value: Child])[]): Markup =>
  tag('dl', ...facts.map(([name, value]) => tag('div', tag('dt', name), tag('dd', value))));

/** A command. Lines break between words alone: behind a hyphen a reader could not see whether a space belongs there. */
export function command(run: string): Markup {
  const words = run.split(/(\s+)/).map((part) => (part.includes('-') ? tag('span', part) : part));
  return el('pre', { class: 'command' }, tag('code', ...words));
}
