/** Words of which people put placeholders together. */
const WORDS = [
  ...['password', 'passwort', 'passwd', 'passw0rd', 'passphrase', 'pass', 'pwd', 'pw', 'secret', 'token', 'key', 'credentials'],
  ...['api', 'auth', 'jwt', 'db', 'database', 'root', 'admin', 'user', 'username', 'guest', 'app', 'session', 'encryption', 'master'],
  ...['my', 'your', 'the', 'this', 'that', 'some', 'any', 'a', 'an', 'it', 'me', 'here', 'now', 'please', 'to', 'with', 'in', 'for', 'of'],
  ...['change', 'changed', 'replace', 'insert', 'enter', 'generate', 'set', 'put', 'use', 'must', 'be', 'should', 'before', 'production'],
  ...['super', 'very', 'strong', 'secure', 'insecure', 'unsafe', 'notsecure', 'long', 'random', 'string', 'value', 'text', 'own', 'new'],
  ...['example', 'sample', 'default', 'dummy', 'placeholder', 'demo', 'test', 'dev', 'todo', 'fixme', 'tbd', 'redacted', 'hidden'],
  ...['foobar', 'foo', 'bar', 'baz', 'qwerty', 'letmein', 'abc', 'asdf', 'welcome', 'hackme'],
  ...[
    'goes',
    'bot',
    'from',
    'hash',
    'bcrypt',
    'contraseña',
    'senha',
    'motdepasse',
    'wachtwoord',
    'kennwort',
    'public',
    'somethings?',
    'additional',
    'secreto',
  ],
];
const ONLY_WORDS = new RegExp(`^(?:(?:${WORDS.toSorted((a, b) => b.length - a.length).join('|')})[^A-Za-z0-9]*)+\\d{0,6}!?$`, 'i');
/** What begins so was written for a person who is to replace it. */
const ASKS = /^(please|change|replace|insert|enter|your|example|placeholder|generate)([-_ ]|[A-Z]|me|this|it)/;
const MARKS = /^(<.*|\[.*\]|\{[A-Za-z _-]+\}|%[A-Za-z_]+%|x{3,}|X{3,}|\*{3,}|\.{2,}|…+|-{2,}|_{2,}|\?+|#+)$/s;
/** What says of itself what it is, without a digit in it: `app-secret-key`, `badpassword`, `minioadmin`. */
const NAMES_ITSELF = /^[a-z_. -]*(passwords?|passwd|pass|pw|secrets?|secretkey|api[-_ ]?key|token|admin)[!.]?$/i;
const PHRASE = /^(My|Your|Choose|Some|Super|The|This)([A-Z][a-z]*)*(Passw(or)?d|Token|Key|Secret|Pass|PW)([A-Z][a-z]*)*\d{0,4}[!.]?$/;
/** Anywhere in it. */
const CHANGE = /change[-_ ]?(me|this|it|please)|place[-_ ]?holder|goes[-_ ]?here|(?<![a-z0-9])your[-_ ]?[a-z]|x{4,}|^[x-]*x{3,}[x-]*$/i;
const COUNTED = /^(0{4,}|1{4,}|123|1234|12345|123456|12345678|123456789|1234567890[a-z]*)$/i;
/** Longer ones are not taken apart into words: few can be read in two ways, and none should take long. */
const LONGEST = 64;

/** Whether a value is plainly none that anybody should use: a placeholder, or a default that every copy of a document has. */
export function isPublished(text: string): boolean {
  const value = text.replace(/^base64:/, '');
  const patterns = value.length > LONGEST ? [ASKS, CHANGE, MARKS] : [ASKS, CHANGE, MARKS, COUNTED, NAMES_ITSELF, PHRASE, ONLY_WORDS];
  return patterns.some((pattern) => pattern.test(value)) || ASKS.test(value.toLowerCase());
}
