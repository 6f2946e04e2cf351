import { oneLine } from './markdown-escape.ts';

/** A key with its value; a key alone is a switch. Neither is ever text of a person. */
export type Setting = readonly [key: string, value?: string | number];

/** Settings that belong together. */
export interface SettingsSection {
  /** A comment above it, for the reader of the file; the only place for text of people. */
  readonly note?: string;
  /** The line that begins it: `[Network]`, `server:`. */
  readonly head?: string;
  readonly settings: readonly Setting[];
}

export interface SettingsFormat {
  /** What stands between key and value. */
  readonly separator: '=' | ' = ' | ': ';
  /** Spaces before a setting. */
  readonly indent?: number;
}

const HEAD = /^(\[[A-Za-z0-9]+\]|[a-z-]+:)$/;
const KEY = /^[A-Za-z0-9._-]+$/;
/** Addresses, names, numbers and lists of them, a word or two. No `#`, `\`, `$` or `%`, which mean something to some reader. */
const VALUE = /^(?:[\w.:/,[\]-]+|"[\w.:/ -]+")(?: [a-z_]+)?$/;
/** dnsmasq reads 1024 bytes at a time, and takes what is left of a longer line for a line of its own. */
const LONGEST_LINE = 1000;
/** Characters of a comment, at most four bytes each. */
const LONGEST_NOTE = 240;

/**
 * A file of keys and values in sections, as dnsmasq, unbound, sysctl and systemd read it. Throws on a value that could be read as
 * anything else: that is a bug of the caller.
 */
export function emitSettings(header: readonly string[], sections: readonly SettingsSection[], format: SettingsFormat): string {
  const blocks = [
    header.map(comment),
    ...sections.map(({ note, head, settings }) => [
      ...(note === undefined ? [] : [(head === undefined ? ' '.repeat(format.indent ?? 0) : '') + comment(note)]),
      ...(head === undefined ? [] : [check(HEAD, head)]),
      ...settings.map((setting) => line(setting, format)),
    ]),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function line([key, value]: Setting, { separator, indent = 0 }: SettingsFormat): string {
  const text = check(KEY, key) + (value === undefined ? '' : separator + check(VALUE, String(value)));
  if (Buffer.byteLength(text) > LONGEST_LINE) throw new RangeError(`The setting "${text.slice(0, 60)}…" is too long for a line.`);
  return ' '.repeat(indent) + text;
}

/** One line without characters that hide or reorder it. A backslash at its end would go on in the next one. */
function comment(text: string): string {
  const line = oneLine(text);
  const characters = [...line];
  const short = characters.length > LONGEST_NOTE ? `${characters.slice(0, LONGEST_NOTE).join('')}…` : line;
  return `# ${short}`.replace(/[\s\\]+$/, '');
}

function check(pattern: RegExp, text: string): string {
  if (!pattern.test(text)) throw new TypeError(`${JSON.stringify(text)} is not what a settings file takes there.`);
  return text;
}
