import { looksRandom } from './looks-random.ts';

/** Names of methods, versions and the like, which have digits, too. */
const TERM = /^(v?\d[\d.]*[a-z]?|[a-z]{1,7}-?\d{1,3}|ed25519|o?auth2?|(sha|md)\d+:.*|rfc\d+|[a-z]+\d+[a-z]*-\d+|\d+[a-z]+)$/i;
/** What two words, a version and the number of a machine look like: `OpenID-Connect2`, `nas-backup-01`. */
const NAME = /^(?:[A-Z]*[a-z]+(?:[A-Z]+[a-z]*){0,4}|[A-Z]{1,12})\d{0,3}(?:[-_.](?:(?:[A-Z]*[a-z]+|[A-Z]{1,12})\d{0,3}|\d{1,3})){0,6}$/;
/** What ways to log in are called, and whose account it is. */
const WAY = /o?auth|openid|fido|sha-?\d|totp|bearer|jwt|token|passw|passkey|secret|^[\w.-]+@[\w.-]+$/i;

/** Whether a word of a text is one that somebody has chosen for a password: letters with a digit, or with a sign between them. */
export function isChosen(word: string): boolean {
  if (word.length < 6 || TERM.test(word) || /[/\\]|^\w+\(|^--|^\W*\$/.test(word) || /^[A-Z]+(_[A-Z0-9]+)+$/.test(word)) return false;
  return /\p{L}/u.test(word) && (/\d/.test(word) || /\p{L}[!#%&*+=@?^~]+\p{L}/u.test(word));
}

/** Whether it is no name of a thing either, as a machine or a method has one. */
export const isStrong = (word: string): boolean => isChosen(word) && (looksRandom(word) || !(NAME.test(word) || WAY.test(word)));
