import type { Setting } from './settings-in.ts';

const HINT = /pass|\bpw\b|\bpin\b|secret|token|key|passphrase|kennwort/i;
/** `password: x`, `its password is "x"`, `the API key is x`; what follows at once, so that no other word of the sentence is taken. */
const TOLD =
  /(?<![\w/.-])(password|passwort|passwd|passphrase|pass|kennwort|pw|secret|token|api[ _-]?key)["']?(?:[ ]*[:=][ ]*|[ ]+(?:(?:is|was|ist|war|lautet)[ ]+)?)["'“„`(]*([^\s"'”“`()]+)/gi;
const PIN = /(?<![\w/.-])pin[ ]?(?:[:=]|(?:code )?(?:is|was|ist|war|lautet))?[ ]*(\d{4,12})(?![\w-]|\.\d)/gi;
/** Names of methods, versions and the like, which have digits, too. */
const TERM = /^(v?\d[\d.]*[a-z]?|[a-z]{1,7}-?\d{1,3}|ed25519|o?auth2?|(sha|md)\d+:.*|rfc\d+|[a-z]+\d+[a-z]*-\d+|\d+[a-z]+)$/i;

/**
 * Passwords that a sentence tells. Words are words there, so only what has letters and a digit or a sign between them counts, and stands right
 * behind what it is.
 */
export function* toldIn(text: string): Iterable<Setting> {
  if (!HINT.test(text)) return;
  for (const [, digits = ''] of text.matchAll(PIN)) yield ['pin', digits];
  for (const [, what = '', word = ''] of text.matchAll(TOLD)) {
    const value = word.replace(/[.,;:!?)\]]+$/, '');
    if (isChosen(value)) yield [/key/i.test(what) ? 'api-key' : /token|secret/i.test(what) ? 'token' : 'password', value];
  }
}

function isChosen(word: string): boolean {
  if (word.length < 6 || TERM.test(word) || /[/\\]|^\w+\(|^--|^\W*\$/.test(word) || /^[A-Z]+(_[A-Z0-9]+)+$/.test(word)) return false;
  return /\p{L}/u.test(word) && (/\d/.test(word) || /\p{L}[!#%&*+=@?^~]+\p{L}/u.test(word));
}
