/** In the name of every setting that may be a secret. */
const HINT = /pass|pwd|secret|token|key|credential|psk|salt|auth|hash|pat$|claim|seed|webhook|hmac/i;

/** The end of a name, its words written together. */
const ALWAYS =
  /(passw(or)?ds?|passwd|passphrases?|(?<!by|com|tres|sur)pass|secret|tokens?|credentials?|(api|app|access|account|auth|encryption|master|private|secret|signing|preshared)keys?|secretkeybase|presharedsecret|masterauth|passwordhash|passhash)$/;
/** As a word of its own: `PWD` alone is where a shell stands. */
const AS_LAST_WORD = /^(pwd|psk)$/;
const IF_RANDOM = /(key|keys|salt|auth|hash|pat|claim|seed|webhook|hmac)$/;
/** Keys that anybody may see, names of keys, and how many of something there may be. */
const NEVER = /^(public|pub|site|gpg|pgp|host|idempotency|cache|partition|sort|primary|foreign|map|fingerprint)keys?$|^authorizedkeys?$/;
const COUNT = /^(max|min|num|total|count|limit)$/;

/**
 * Whether the value of a setting with this name is a secret: `always` for `DB_PASSWORD`, `apiToken`, `--api-key`; `random` where only a value
 * that looks random is, as for `SYNC_KEY`; `never` for `PASSWORD_FILE`, `TOKEN_TTL` or `ACCESS_KEY_ID`.
 */
export function secretName(name: string): 'always' | 'random' | 'never' {
  if (!HINT.test(name)) return 'never';
  const words = wordsOf(name.replace(/\d+$/, ''));
  const last = words.at(-1) ?? '';
  const first = words[0] ?? '';
  if (COUNT.test(first) || NEVER.test(words.slice(-2).join('')) || NEVER.test(last) || last === 'secrets') return 'never';
  if (ALWAYS.test(words.slice(-3).join('')) || (words.length > 1 && AS_LAST_WORD.test(last))) return 'always';
  return IF_RANDOM.test(last) ? 'random' : 'never';
}

/** Whether it is a password, which people think of themselves, and not a token, which programs make. */
export function isPasswordName(name: string): boolean {
  return /(passw(or)?d|passphrase|pass|[_.-]pwd)s?\d*$/i.test(name);
}

/** The words of a name in lower case: `dbPassword`, `DB_PASSWORD` and `--db-password` have the same. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
