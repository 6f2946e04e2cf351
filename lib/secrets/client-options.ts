/** Options of one letter by which a program takes a password, by how its name begins. Sources: the manual page of each. */
const PROGRAMS: readonly (readonly [RegExp, RegExp])[] = [
  // The password is part of the option; `-p` alone asks for it.
  [/^(mysql|mariadb|mytop|percona|xtrabackup)/, /^-p(.+)$/],
  [/^(mongo|mongosh|mongodump|mongorestore|influx|sshpass|mongoexport)/, /^-p(.*)$/],
  [/^(redis|valkey|keydb|dragonfly)-cli/, /^-a(.*)$/],
  [/^mosquitto_/, /^-P(.*)$/],
  [/^7z[ar]?$/, /^-p(.+)$/],
  [/^curl$/, /^(?:-[uU]|--user)(.*)$/],
  [/^ldap(search|whoami|add|modify)/, /^-w(.*)$/],
];
/** What such an option has in common with no other word. */
const SHORT = /^-[apPuUw]|^--user$/;
const WORD = /"([^"]*)"|'([^']*)'|[^\s"';|&()]+/g;

/** Words of a command, as a shell cuts them, but for what is quoted in the middle of one. */
export function wordsOfCommand(text: string): readonly string[] {
  return [...text.matchAll(WORD)].map(([word, double, single]) => double ?? single ?? word);
}

/** A password in an option of one letter, and which of the words holds it. */
export interface OptionPassword {
  readonly index: number;
  readonly value: string;
}

/** Passwords in options of one letter, which only their program explains; of a user and a password the password. */
export function* passwordsInOptions(words: readonly string[]): Iterable<OptionPassword> {
  let known: RegExp | undefined;
  for (const [index, word] of words.entries()) {
    const program = word.slice(word.lastIndexOf('/') + 1);
    known = PROGRAMS.find(([name]) => name.test(program))?.[1] ?? known;
    if (!SHORT.test(word)) continue;
    const own = known?.exec(word)?.[1];
    const joined = own ?? /^-[ap](.+)$/.exec(word)?.[1] ?? '';
    const [place, value] = joined === '' ? [index + 1, words[index + 1] ?? ''] : [index, joined.replace(/^=/, '')];
    // Of an unknown program, only what nobody would write for a port or a path.
    if (own === undefined ? /^-[ap]/.test(word) && isMixed(value) : isPassword(word, value))
      yield { index: place, value: isLogin(word) ? value.slice(value.indexOf(':') + 1) : value };
  }
}

/** Options with a user before the password. */
const isLogin = (option: string): boolean => /^(-[uU]|--user)/.test(option);
const isPassword = (option: string, value: string): boolean => !value.startsWith('-') && (!isLogin(option) || value.includes(':'));

const isMixed = (text: string): boolean =>
  /^[A-Za-z0-9!#%^*_+=-]{10,}$/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
