const ACTIVE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text from a file or the network as a terminal may have it: on one line, with nothing that a terminal acts on. What is
 * replaced stays visible: `␛` for escape, `<U+202E>` for what has no picture.
 */
export function inert(text: string): string {
  return text.replace(ACTIVE, (c) => {
    const point = c.charCodeAt(0);
    if (point < 0x20) return String.fromCharCode(0x2400 + point);
    if (point === 0x7f) return '\u2421';
    return `<U+${point.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

export type Style = 'red' | 'yellow' | 'green' | 'cyan' | 'bold' | 'dim';
const SGR: Record<Style, number> = { red: 31, yellow: 33, green: 32, cyan: 36, bold: 1, dim: 2 };

/** Colours text that is inert already; without colour it stays as it is. */
export type Paint = (style: Style, text: string) => string;

export function painter(color: boolean): Paint {
  return color ? (style, text) => `\x1b[${SGR[style]}m${text}\x1b[0m` : (_, text) => text;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

const ZERO_WIDTH = /^[\p{Mn}\p{Me}]$/u;
const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]$/u;

/** Columns that inert text takes in a terminal. */
export function columns(text: string): number {
  let sum = 0;
  for (const c of text) sum += c <= '~' ? 1 : ZERO_WIDTH.test(c) ? 0 : WIDE.test(c) ? 2 : 1;
  return sum;
}

/** Pads inert text with spaces to a number of columns. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(Math.max(0, width - columns(text)));
  return side === 'right' ? text + space : space + text;
}
