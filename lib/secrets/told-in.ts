import { isChosen, isStrong } from './chosen.ts';
import type { Setting } from './settings-in.ts';

const HINT = /pass|\bpw\b|\bpin\b|secret|token|key|kennwort|log[ -]?in|sign[ -]?in|cred|zugang|anmeld|access|account/i;
/** `password: x`, `its password is "x"`, `the API key is x`; what follows at once, so that no other word of the sentence is taken. */
const TOLD =
  /(?<![\w/.-])(password|passwort|passwd|passphrase|pass|kennwort|pw|secret|token|api[ _-]?key)["']?(?:[ ]*[:=][ ]*|[ ]+(?:(?:is|was|ist|war|lautet)[ ]+)?)["'“„`(]*([^\s"'”“`()]+)/gi;
const PIN = /(?<![\w/.-])pin[ ]?(?:[:=]|(?:code )?(?:is|was|ist|war|lautet))?[ ]*(\d{4,12})(?![\w-]|\.\d)/gi;
/** `login: admin / x`, `log in with root:x`, `Zugang: ann / x`. */
const LOGIN =
  /(?<![\w/.-])(?:logins?|log[ -]?in|sign[ -]?in|credentials?|creds|zugang(?:sdaten)?|anmeld(?:ung|en)|access|account)(?:[ ]+(?:is|are|as|with|data|mit|als|ist|lautet)){0,2}[ :=]{1,4}["'“„`(*]{0,4}([\w.@-]{2,60})["'”“`*]{0,4}([ ]?[/:|][ ]?|[ ](?:with|mit|and|und)[ ])["'“„`(*]{0,4}([^\s"'”“`()]{6,200})/gi;
/** Names that nobody gives to anything but a user. */
const USER = /^(admin(istrator)?|root|user(name)?|superuser|ubnt|pi|operator|guest|.*@.*)$/i;

/**
 * Passwords that a sentence tells. Words are words there, so only what has letters and a digit or a sign between them counts, and stands right
 * behind what it is.
 */
export function* toldIn(text: string): Iterable<Setting> {
  if (!HINT.test(text)) return;
  for (const [, digits = ''] of text.matchAll(PIN)) yield ['pin', digits];
  for (const [, what = '', word = ''] of text.matchAll(TOLD)) {
    const value = withoutEnd(word);
    if (isChosen(value)) yield [/key/i.test(what) ? 'api-key' : /token|secret/i.test(what) ? 'token' : 'password', value];
  }
  for (const [, user = '', between = '', word = ''] of text.matchAll(LOGIN)) {
    const value = withoutEnd(word);
    // Apart, a slash stands between any two words, and so do others.
    const isPair = between === ':' || (USER.test(user) && !/\w/.test(between));
    if (isPair ? isChosen(value) : isStrong(value)) yield ['password', value];
  }
}

/** Of a longer one too much would have to be tried. */
const LONGEST = 400;

const withoutEnd = (word: string): string => (word.length > LONGEST ? '' : word.replace(/[.,;:!?)\]*]+$/, ''));
