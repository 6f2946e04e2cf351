import { codeSpan, codeSpanInCell, escapeText, guardLineStart, linkTarget, longestRun } from './markdown-escape.ts';

/** A piece of a line that is Markdown already. Where a plain string may stand instead, it is text and gets escaped. */
export interface Inline {
  readonly markdown: string;
  /** How it is written in a table cell, where that differs. */
  readonly inCell?: string;
}

/** What goes into a line: plain text, Markdown made here, or several of them one after another. */
export type Content = string | Inline | readonly Content[];

export function code(text: string): Inline {
  const markdown = codeSpan(text);
  return text.includes('|') ? { markdown, inCell: codeSpanInCell(text) } : { markdown };
}

/** A link; only the label when the target is not safe to link. */
export function link(label: Content, target: string): Inline {
  const href = linkTarget(target);
  return wrap(label, (inner) => (href === undefined ? inner : `[${inner}](${href})`));
}

/** The Markdown of a line's content, not yet safe at the start of a line: the block builders see to that. */
export function inline(content: Content, where: 'line' | 'cell' = 'line'): string {
  if (typeof content === 'string') return escapeText(content);
  if ('markdown' in content) return where === 'cell' ? (content.inCell ?? content.markdown) : content.markdown;
  let all = '';
  let last = '';
  for (const part of content) {
    const next = inline(part, where);
    if (next === '') continue;
    // Two code spans that touch would read as one, and an exclamation mark would make an image of a link.
    if (last.endsWith('`') && next.startsWith('`')) all += ' ';
    if (last.endsWith('!') && next.startsWith('[')) all = `${all.slice(0, -1)}\\!`;
    all += next;
    last = next;
  }
  return all;
}

function wrap(content: Content, around: (inner: string) => string): Inline {
  const whole = (where: 'line' | 'cell') => {
    const inner = inline(content, where).trim();
    return inner === '' ? '' : around(inner);
  };
  const markdown = whole('line');
  return typeof content === 'string' ? { markdown } : { markdown, inCell: whole('cell') };
}

/** `level` is 1 to 6. */
export function heading(level: number, content: Content): string {
  return `${'#'.repeat(level)} ${inline(content).trim()}\n`;
}

export function paragraph(...content: readonly Content[]): string {
  return `${guardLineStart(inline(content).trim())}\n`;
}

export function list(items: readonly Content[], kind: 'bullets' | 'numbers' = 'bullets'): string {
  return items.map((item, i) => `${kind === 'numbers' ? `${i + 1}.` : '-'} ${guardLineStart(inline(item).trim())}\n`).join('');
}

/** A GFM task list of one item: a box to tick, its line, and blocks that belong to it. */
export function task(content: Content, ...blocks: readonly string[]): string {
  let inner = '';
  for (const block of blocks) if (block !== '') inner += `\n${indented(block)}`;
  return `- [ ] ${inline(content).trim()}\n${inner}`;
}

/** Two spaces before each line that is not empty. */
function indented(block: string): string {
  if (block.length > 1 && block.indexOf('\n') === block.length - 1) return `  ${block}`;
  // Not by `^` of a pattern, which stands behind a line separator in a command too.
  return `\n${block}`.replace(/\n(?=[^\n])/g, '\n  ').slice(1);
}

/** A GFM table. Every row has as many cells as the head; a missing cell is empty. */
export function table(head: readonly Content[], rows: readonly (readonly Content[])[]): string {
  const line = (cells: readonly Content[]) => {
    let all = '|';
    for (let i = 0; i < head.length; i++) all += ` ${inline(cells[i] ?? '', 'cell').trim()} |`;
    return `${all}\n`;
  };
  return `${line(head)}|${' --- |'.repeat(head.length)}\n${rows.map(line).join('')}`;
}

/** A code fence with exactly this text; `language` keeps only what cannot break the fence line. */
export function fence(text: string, language = ''): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  // Most commands have none of it, and a lab has tens of thousands.
  const odd = /[\r\0\ud800-\udfff]/.test(text);
  const body = odd ? text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd') : text;
  return `${ticks}${language.replace(/[^\w+#.-]/g, '')}\n${body}${body === '' || body.endsWith('\n') ? '' : '\n'}${ticks}\n`;
}

/** Blocks with an empty line between them, as one file. */
export function document(...blocks: readonly string[]): string {
  let all = '';
  for (const block of blocks) if (block !== '') all += all === '' ? block : `\n${block}`;
  return all;
}
