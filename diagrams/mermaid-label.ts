/**
 * All but the characters that mean nothing to Mermaid, Markdown or HTML inside a quoted label. They are written as their number; so are those of
 * Markdown's emphasis, and the colon of icons such as `fa:fa-user`.
 */
const ACTIVE = /[^\p{L}\p{M}\p{Nd} ,./()·…–—’+-]/gu;
/** Most lines: words that are written as they are, a space between two. */
const PLAIN = /^(?!\d+[.)] )[A-Za-z0-9/(][A-Za-z0-9,./()·…–—’+-]*(?: [A-Za-z0-9,./()·…–—’+-]+)*$/;

/**
 * Lines as they stand between the quotes of a Mermaid label, joined by line breaks. Nothing in them can end the label, start
 * markup, a directive, a comment or a list: all that is not plainly text is a numeric entity, which Mermaid shows as itself.
 */
export function mermaidLabel(lines: readonly string[]): string {
  return lines.map((line) => (PLAIN.test(line) ? line : encode(line))).join('<br/>');
}

/** A line of a label, whatever it holds. */
export function encode(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  // A line that begins like a list would be refused as one: `1. first`, `- first`.
  const list = /^(\d+)(?=[.)] )|^[-+](?= )/.exec(line)?.[0] ?? '';
  const head = [...list].map(entity).join('');
  return head + line.slice(list.length).replace(ACTIVE, entity) || ' ';
}

function entity(char: string): string {
  return `#${char.codePointAt(0)};`;
}
