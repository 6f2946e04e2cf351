import { isChosen, isStrong } from './chosen.ts';
import { isPasswordName, isPinName, isSwitchName, secretName } from './setting-name.ts';

/** Signs that Markdown and people put around a word. */
const AROUND = /^[\s*_`"'“„]+|[\s*_`"'”“]+$/g;
/** As identifiers of secrets are written, which stand in tables beside where each is kept. */
const ID = /^[a-z0-9]+([-_.][a-z0-9]+)+$/;
/** How a sentence ends that a password follows. */
const ANNOUNCES =
  /(?<![\w/.-])(password|passwort|passwd|passphrase|kennwort|pass|pw|pin|token|api[ _-]?key|secret)(?:[ ]{0,4}:|[ ]+(?:[\p{L}-]+[ ]+){0,5}?(?:is|ist|lautet)[ ]{0,4}:?|[ ]+(?:is|ist|lautet)[ ]{0,4})$/iu;
const LONGEST = 60;

/** What stands in a cell, on a line or behind a term, without the signs around it. */
export const bare = (text: string): string => text.replace(AROUND, '');

/**
 * The name of a secret that a header, a term or the end of a sentence gives to what follows it; undefined where it names none. What is done
 * about passwords, and of what kind their hashes are, is none.
 */
export function labelOf(text: string): string | undefined {
  const said = text.trimEnd();
  const announced = ANNOUNCES.exec(said.slice(-200))?.[1];
  if (announced !== undefined) return nameOf(announced);
  const label = bare(said.replace(/[:*_\s]+$/, ''));
  if (label === '' || label.length > LONGEST || /[.,;!?()/\n]/.test(label)) return undefined;
  const name = nameOf(label);
  if (/hash$/i.test(name) || isSwitchName(name)) return undefined;
  return secretName(name) === 'always' || isPinName(name) ? name : undefined;
}

const nameOf = (label: string): string => label.replace(/[^\p{L}\p{N}.-]+/gu, '_');

/** Whether what stands below or behind such a name may be what it names, and not a word about it. */
export function mayBeIt(name: string, value: string): boolean {
  if (isPinName(name)) return true;
  return isPasswordName(name) && !ID.test(name) ? isChosen(value) : isStrong(value);
}
