/** Characters that mean nothing to Mermaid, Markdown or HTML inside a quoted label. All others are written as their number. */
const PLAIN = /[\p{L}\p{M}\p{Nd} ,.:/()·…–—’+*_=@-]/u;
/** Letters and signs that Mermaid would still act on: Markdown emphasis, and icons such as `fa:fa-user`. */
const ACTIVE = /[*_:=@]/;

/**
 * Lines as they stand between the quotes of a Mermaid label, joined by line breaks. Nothing in them can end the label, start
 * markup, a directive, a comment or a list: all that is not plainly text is a numeric entity, which Mermaid shows as itself.
 */
export function mermaidLabel(lines: readonly string[]): string {
  return lines
    .map(
      (line) =>
        encode(
          line
            .toWellFormed()
            .replace(/[\s\p{Cc}]+/gu, ' ')
            .trim(),
        ) || ' ',
    )
    .join('<br/>');
}

function encode(line: string): string {
  // A line that begins like a list would be refused as one: `1. first`, `- first`.
  const list = /^(\d+)(?=[.)] )|^[-+](?= )/.exec(line)?.[0] ?? '';
  const head = [...list].map(entity).join('');
  return head + [...line.slice(list.length)].map((char) => (PLAIN.test(char) && !ACTIVE.test(char) ? char : entity(char))).join('');
}

function entity(char: string): string {
  return `#${char.codePointAt(0)};`;
}
