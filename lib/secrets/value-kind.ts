import { looksRandom } from './looks-random.ts';
import { isPublished } from './published.ts';
import { isPasswordName, isPinName, isSwitchName, secretName, wordsOf } from './setting-name.ts';

/**
 * What the value of a setting is: a secret; a published default, which everybody knows; a reference to where the secret is; or a setting
 * like any other.
 */
export type ValueKind = 'secret' | 'default' | 'reference' | 'setting';

export interface Beside {
  /** Whether a word in lower case stands beside it: a password that is the same as the user's name is none. */
  readonly isKnown?: (word: string) => boolean;
  /** It is taken as it stands, as in an environment; elsewhere what has spaces is prose. */
  readonly verbatim?: boolean;
}

/** A variable of Compose or of the shell, a command that prints the secret, a template, a call of a program's code, the address of a store. */
const REFERENCE =
  /^(\$\$?[{(]|\$[A-Za-z_]|\$[0-9@*#](?![A-Za-z0-9$])|[a-z_]+(\.[a-z_]+){2,}$|\$\$[A-Z_][A-Z0-9_]*$|\$__|\{\{|\{%|\{\$|\{(env|file|http|vars)\.|@[\w.-]+@$|%[({]|<%|(?:getenv|env|config|lookup|file|secret|require|process|[a-z_]+\.[\w.]+)[([]|[a-z_]\w*\(\)|[A-Za-z_]\w*[([]["'\\]|__file|!\w+ |(file|env|vault|secret|secretref|op|ssm|awssm):)/i;
const PATH = /^(~|\.{1,2})?(\/[\w.@%+-]+)+\/?$|^[A-Za-z]:[\\/]/;
const FILE = /^[\w.%/-]+\.(asc|cer|conf|crt|env|gpg|json|jks|key|p12|pem|pfx|pub|secret|txt|ya?ml)$/i;
const SWITCH = /^(true|false|yes|no|on|off|none|null|nil|undefined|auto|autogen|enabled?|disabled?|required|optional|never|always)$/i;
const WAY =
  /^(basic|bearer|digest|jwt|opaque|header|cookie|query|body|form|include|omit|same-origin|bcrypt|argon2(id?|d)?|scrypt|pbkdf2|sha-?\d+|md5|hmac|[rhe]s\d{3}|client_secret_(basic|post|jwt)|(id|access|refresh|bearer|api|csrf|session)[_-]token|authorization)$/i;
/** What a secret of a live source was replaced by; what follows is what stood around it. */
const REDACTED = /^\[redacted\](?![\w+/=-])/;
/** What a store in Git has in the place of a value; whoever has no key can read nothing of it. */
const ENCRYPTED = /^ENC\[AES256_GCM,data:[A-Za-z0-9+/=]+,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:[a-z]+\]$/;
const HEADER = /^X-[A-Za-z]+(-[A-Za-z]+)*$/i;
const QUANTITY = /^\d+(\.\d+)?(ms|s|m|h|d|w|y|sec|min|days?|hours?|minutes?|seconds?|bytes|kb|mb)?$/i;
const NUMBER = /^\d{1,6}$/;
/** Of a package whose name ends as that of a secret: `gtts-token==1.1.2`. */
const VERSION = /^(==|[=~<>!^]=?)?v?\d{1,4}(\.\d{1,4}){1,3}$/;
/** The type of a column in SQL: `password VARCHAR(255),`. */
const COLUMN = /^n?(var)?(char|binary)2?\(\d{1,5}\),?$/i;
/** A name in a store of Telegraf: `@{store:name}`. */
const STORE = /^@\{[\w-]+:[\w-]+\}$/;
/** A user and a password, which has a digit in it; a port is none. */
const LOGIN = /^[\w.@-]+:(?!\d+$)(?=[^\s:/$]*\d)[^\s:/$]{6,}$/;
const URL = /^[a-z][a-z0-9+.-]*:\/\/\S*$/i;

/** What a value is for the setting of that name. Secrets that are known by their shape are not looked for. */
export function valueKind(name: string, value: string, { isKnown, verbatim = false }: Beside = {}): ValueKind {
  if (isPinName(name)) return pinKind(value.trim());
  const wanted = secretName(name);
  if (wanted === 'never') return 'setting';
  const text = value
    .trim()
    .replace(/\\(["'$])/g, '$1')
    .replace(/^(["'])(.*)\1$/s, '$2');
  // Dots and stars stand for a value; what is left of an object or of quotes is none.
  if (!/[\p{L}\p{N}]/u.test(text)) return isPublished(text) && wanted === 'always' ? 'default' : 'setting';
  if (SWITCH.test(text) || REDACTED.test(text) || ENCRYPTED.test(text)) return 'setting';
  if (isReference(text)) return 'reference';
  if (isPlain(text, name) || (/^[a-z]+$/.test(text) && isSwitchName(name))) return 'setting';
  if (/\s/.test(text) && !(verbatim && isPasswordName(name)) && !/^<.*>$/s.test(text)) return 'setting';
  if (isVariableName(text)) return 'reference';
  if (isNameThere(text, name)) return 'setting';
  const known = text.toLowerCase();
  if (isPublished(text) || saysItsName(text, name) || isKnown?.(known)) return wanted === 'always' ? 'default' : 'setting';
  if (wanted === 'always' || looksRandom(text)) return 'secret';
  return /(auth|creds)$/i.test(name) && LOGIN.test(text) ? 'secret' : 'setting';
}

/** What no name of a setting tells from a secret: the passes of an encoder, and the short name of a coin. */
const isNameThere = (text: string, name: string): boolean =>
  (/(^|_)pass$/i.test(name) && /^(first|second)$/.test(text)) || (/(^|_)token$/i.test(name) && /^[A-Z]{2,5}$/.test(text));

function pinKind(value: string): ValueKind {
  const digits = value.replace(/^(["'])(.*)\1$/, '$2');
  if (!/^\d{4,12}$/.test(digits)) return 'setting';
  return isPublished(digits) ? 'default' : 'secret';
}

/** Whether a value is put together from words of the name of its setting, as an example does it: `deepgram-api-key`. */
function saysItsName(text: string, name: string): boolean {
  const words = wordsOf(name);
  const said = wordsOf(text);
  return said.length > 0 && (said.every((word) => words.includes(word)) || words.join('').endsWith(said.join('')));
}

function isReference(text: string): boolean {
  if (STORE.test(text) || REFERENCE.test(text) || FILE.test(text)) return true;
  // Base64 may begin with a slash; a path of one random name hardly does.
  if (PATH.test(text)) return !(/^\/[^/.]+$/.test(text) && looksRandom(text));
  const rest = text.replace(/\$\$?(\{[A-Za-z_]\w*\}|[A-Z_][A-Z0-9_]*|\([^)]*\))|\$[A-Za-z_]\w*/g, '');
  return rest !== text && !/\$/.test(rest) && !looksRandom(rest, 10);
}

/** The name of a variable that has the secret, for a program that looks there; `YOUR_API_KEY` is for a person. */
function isVariableName(text: string): boolean {
  return /^(?!YOUR|MY|CHANGE|REPLACE|INSERT|ENTER|PLEASE|EXAMPLE)[A-Z]+(_[A-Z]+)+$/.test(text) && secretName(text) !== 'never';
}

function isPlain(text: string, name: string): boolean {
  if (WAY.test(text) || HEADER.test(text) || URL.test(text)) return true;
  if (COLUMN.test(text)) return true;
  if (isPasswordName(name)) return /^\d{1,3}$/.test(text);
  return NUMBER.test(text) || VERSION.test(text) || (QUANTITY.test(text) && !/^\d{7,}$/.test(text));
}
