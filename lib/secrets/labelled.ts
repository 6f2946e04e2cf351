import { isChosen, isStrong } from './chosen.ts';
import { isPasswordName, isPinName, isSwitchName, secretName } from './setting-name.ts';

/** Signs that Markdown and people put around a word. */
const AROUND = /^[\s*_`"'“„]+|[\s*_`"'”“]+$/g;
/** As identifiers of secrets and variables are written, which stand in tables beside where each is kept, and what several are called. */
const ID = /^[a-z0-9]+([-_.][a-z0-9]+)+$|^[A-Z0-9]+(_[A-Z0-9]+)+$|s$/;
/** How a sentence ends that a password follows. */
const ANNOUNCES =
  /(?<![\w/.-])(password|passwort|passwd|passphrase|kennwort|pass|pw|pin|token|api[ _-]?key|secret)(?:[ ]{0,4}:|[ ]+(?:[\p{L}-]+[ ]+){0,5}?(?:is|ist|lautet)[ ]{0,4}:?|[ ]+(?:is|ist|lautet)[ ]{0,4})$/iu;
/** A column for both. */
const USER_AND = /^(?:user ?name|user|login|account|benutzer(?:name)?)[ ]{0,2}[/+&,:|][ ]{0,2}/i;
const BOTH = /^[\w.@-]{1,60}[ ]?[/:][ ]?(\S{1,200})$/;
const LONGEST = 60;
/** Beyond this it is no word, and none should take long. */
const LONGEST_CELL = 400;

/** What stands in a cell, on a line or behind a term, without the signs around it. */
export const bare = (text: string): string => (text.length > LONGEST_CELL ? text : text.replace(AROUND, ''));

/**
 * The name of a secret that a header, a term or the end of a sentence gives to what follows it; undefined where it names none. What is done
 * about passwords, and of what kind their hashes are, is none.
 */
export function labelOf(text: string): string | undefined {
  const said = text.trimEnd().slice(-LONGEST_CELL);
  const announced = ANNOUNCES.exec(said)?.[1];
  if (announced !== undefined) return nameOf(announced);
  const label = bare(said.replace(/[:*_\s]+$/, '')).replace(USER_AND, '');
  if (label === '' || label.length > LONGEST || /[.,;!?()/\n]/.test(label)) return undefined;
  const name = nameOf(label);
  if (/hash$/i.test(name) || isSwitchName(name)) return undefined;
  return secretName(name) === 'always' || isPinName(name) ? name : undefined;
}

const nameOf = (label: string): string => label.replace(/[^\p{L}\p{N}.-]+/gu, '_');

/** The one word that may be what is named; of a user and a password the password. */
export function wordOf(text: string): string {
  const value = bare(text);
  return BOTH.exec(value)?.[1] ?? value;
}

/** Whether what stands below or behind such a name may be what it names, and not a word about it. */
export function mayBeIt(name: string, value: string): boolean {
  if (isPinName(name)) return true;
  return isPasswordName(name) && !ID.test(name) ? isChosen(value) : isStrong(value);
}
