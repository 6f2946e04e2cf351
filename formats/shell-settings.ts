import { quote } from './shell.ts';

/** What a runtime script reads: plain data in the syntax of a shell. */
export interface ShellSettings {
  /** Variables. An empty text stands for what is not said. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** Variables of the environment of the program that is called: `TOOL_CACHE_DIR`. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Lists of records of words: `repository` becomes a function `each_repository` that calls what it is given once for each record, with the
   * words of the record behind it.
   */
  readonly lists?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** In one case, so that no variable of the shell itself is hit but by our own bug. */
const NAME = /^[a-z][a-z_]*$/;
/** Of several words, which no variable of POSIX shells itself is. */
const ENVIRONMENT_NAME = /^[A-Z]+(?:_[A-Z]+)+$/;

/**
 * Settings for a POSIX shell, to be read with `.`. Every value is one quoted word, so that nothing in it means anything. Throws on a name that is
 * none, a header of several lines, and a text that no shell word can be: these are bugs of the caller.
 */
export function emitShellSettings(header: string, { values = {}, environment = {}, lists = {} }: ShellSettings): string {
  if (/[\r\n]/.test(header)) throw new TypeError(`${JSON.stringify(header)} is no comment of one line.`);
  return [
    `# ${header}`,
    '# shellcheck shell=sh disable=SC2016,SC2034',
    ...Object.entries(values).map(([name, value]) => `${checked(name, NAME)}=${quote(String(value))}`),
    ...Object.entries(environment).map(([name, value]) => `${checked(name, ENVIRONMENT_NAME)}=${quote(value)}`),
    ...Object.entries(lists).flatMap(([name, records]) => list(checked(name, NAME), records)),
    '',
  ].join('\n');
}

function list(name: string, records: readonly (readonly string[])[]): string[] {
  if (records.length === 0) return [`each_${name}() { :; }`];
  return [`each_${name}() {`, ...records.map((words) => `  ${['"$@"', ...words.map(quote)].join(' ')}`), '}'];
}

function checked(name: string, form: RegExp): string {
  if (!form.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name of a setting.`);
  return name;
}
