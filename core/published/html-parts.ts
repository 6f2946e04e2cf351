import { HtmlTables } from './html-tables.ts';
import type { TextPart } from './text-part.ts';

/** Elements that end a line of text; all others stand within one, as a highlighted word does. */
const BLOCK =
  /^(address|article|aside|blockquote|body|br|button|caption|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|main|nav|ol|option|p|pre|section|summary|svg|table|tbody|td|text|tfoot|th|thead|title|tr|ul)$/i;
const TOKEN =
  /<!--([\s\S]*?)-->|<(script|style)\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/\2>|<\/?([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|</gi;
const ATTRIBUTE = /([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/g;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * What a page of HTML or a picture in SVG says: its text as a reader sees it, line by line, and the text of attributes, comments and scripts.
 * Entities are resolved, and words that tags cut apart are joined, since a secret may be cut so.
 *
 * @param seen tags with their attributes that came before, and are not given again: pages have most of them in common
 */
export function* htmlParts(html: string, seen = new Set<string>()): Iterable<TextPart> {
  const tables = new HtmlTables();
  const shown = (): TextPart => {
    const said = unescaped(text);
    const under = tables.namesOf(said);
    return { line: start, text: said, ...(under.length === 0 ? {} : { under }) };
  };
  let text = '';
  let line = 1;
  let start = 1;
  for (const { 0: token, 1: comment, 2: raw, 3: rawHead, 4: script, 5: tag, 6: head } of html.matchAll(TOKEN)) {
    if (comment !== undefined) yield { line, text: unescaped(comment) };
    else if (raw !== undefined) {
      yield* attributes(rawHead, line, seen);
      yield { line, text: script ?? '', isProgram: true };
    } else if (tag === undefined) {
      if (text === '') start = line;
      text += token;
    } else {
      yield* attributes(head, line, seen);
      if (BLOCK.test(tag) && text !== '') {
        yield shown();
        text = '';
      }
      tables.tag(tag, token.startsWith('</'));
    }
    for (let at = token.indexOf('\n'); at !== -1; at = token.indexOf('\n', at + 1)) line++;
  }
  if (text !== '') yield shown();
}

/** The text of each attribute that a person can read or follow. */
function* attributes(head: string | undefined, line: number, seen: Set<string>): Iterable<TextPart> {
  if (!head?.includes('=') || seen.has(head)) return;
  seen.add(head);
  for (const [, name = '', double, single, bare] of head.matchAll(ATTRIBUTE)) {
    // The way of a line in a picture.
    if (name === 'd') continue;
    yield { line, text: unescaped(double ?? single ?? bare ?? '') };
  }
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
