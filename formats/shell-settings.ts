import { quote } from './shell.ts';

/** What a runtime script reads: plain data in the syntax of a shell. */
export interface ShellSettings {
  /** Variables. An empty text stands for what is not said. */
  readonly values?: Readonly<Record<string, string | number>>;
  /**
   * Lists of records of words: `repository` becomes a function `each_repository` that calls what it is given once for each record, with the
   * words of the record behind it.
   */
  readonly lists?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** In one case, so that no variable of the shell itself is hit but by our own bug. */
const NAME = /^(?:[a-z][a-z_]*|RESTIC_[A-Z_]+)$/;

/**
 * Settings for a POSIX shell, to be read with `.`. Every value is one quoted word, so that nothing in it means anything. Throws on a name that is
 * none, a header of several lines, and a text that no shell word can be: these are bugs of the caller.
 */
export function emitShellSettings(header: string, { values = {}, lists = {} }: ShellSettings): string {
  if (/[\r\n]/.test(header)) throw new TypeError(`${JSON.stringify(header)} is no comment of one line.`);
  return [
    `# ${header}`,
    '# shellcheck shell=sh disable=SC2016,SC2034',
    ...Object.entries(values).map(([name, value]) => `${checked(name)}=${quote(String(value))}`),
    ...Object.entries(lists).flatMap(([name, records]) => list(checked(name), records)),
    '',
  ].join('\n');
}

function list(name: string, records: readonly (readonly string[])[]): string[] {
  if (records.length === 0) return [`each_${name}() { :; }`];
  return [`each_${name}() {`, ...records.map((words) => `  ${['"$@"', ...words.map(quote)].join(' ')}`), '}'];
}

function checked(name: string): string {
  if (!NAME.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name of a setting.`);
  return name;
}
