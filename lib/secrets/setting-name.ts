/** In the name of every setting that may be a secret. */
const HINT =
  /pass|pwd?|secret|token|key|credential|psk|salt|pepper|auth|bearer|hash|pat$|claim|seed|webhook|hmac|cookie|community|invite|preshared|private|creds|api$|kennwort|contrase|senha|wachtwoord|jwt$|licen[sc]e/i;

/** The end of a name, its words written together. */
const ALWAYS =
  /(passw(or)?ds?|passwd|passwort|kennwort|motdepasse|contrase(n|ñ)a|senha|wachtwoord|passphrases?|(?<!by|com|tres|sur)pass|secret|tokens?|credentials?|(api|app|account|auth|encryption|master|private|secret|signing|preshared)keys?|wgpreshared|licen[sc]ekey|snmpcommunity|totpseed|otpseed|secretaccesskey|secretkeybase|presharedsecret|masterauth|passwordhash|passhash)$/;
/** As a word of its own: `PWD` alone is where a shell stands. */
const AS_LAST_WORD = /^(pwd?|psk)$/;
/** Digits that a person types; `LED_PIN` is where a wire goes, with fewer of them. */
const PIN = /(^|_)pin$|(^|_)(access|alarm|door|lock|security|unlock)_code$/;
const IF_RANDOM =
  /(key|keys|jwt|salt|pepper|auth|bearer|hash|pat|claim|seed|webhook|hmac|cookie|community|invitecode|preshared|private|creds|api)$/;
/** Names of secrets that are kept elsewhere, as those of Kubernetes are. */
const KEPT_ELSEWHERE = /(k8s|kube|kubernetes|pull|tls|cert)secret$/;
/** Digests of what anybody may have. */
const DIGEST = /^(build|commit|git|image|config|asset|content|file|source|version)hash$/;
/** Keys that anybody may see, names of keys, and how many of something there may be. */
const NEVER =
  /^(public|pub|publishable|site|gpg|pgp|host|idempotency|cache|partition|sort|primary|foreign|map|fingerprint)keys?$|^authorizedkeys?$/;
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
  if (words.join('') === 'pw') return 'always';
  // Of sudo: that none is asked for.
  if (last === 'nopasswd') return 'never';
  // Of a web server: whom a request is passed to.
  if (/^(fastcgi|grpc|memcached|proxy|scgi|uwsgi)pass$/.test(words.join(''))) return 'never';
  if (/^(next|nuxt|expo|vite|astro)public/.test(words.join(''))) return 'never';
  const lastTwo = words.slice(-2).join('');
  if (COUNT.test(first) || NEVER.test(lastTwo) || NEVER.test(last) || DIGEST.test(lastTwo) || last === 'secrets') return 'never';
  if (KEPT_ELSEWHERE.test(words.slice(-3).join(''))) return 'random';
  if (ALWAYS.test(words.slice(-3).join('')) || (words.length > 1 && AS_LAST_WORD.test(last))) return 'always';
  return IF_RANDOM.test(last) || IF_RANDOM.test(lastTwo) ? 'random' : 'never';
}

/** Whether a name says what is done about secrets rather than one: `RESET_PASSWORD`, `loginWithPassword`. */
export function isSwitchName(name: string): boolean {
  return /^(allow|can|change|check|disable|enable|force|forgot|generate|has|hide|is|no|require|reset|show|skip|use|validate|login_with|verify)(_|$)/.test(
    wordsOf(name).join('_'),
  );
}

/** Whether it is a number that lets somebody in. */
export const isPinName = (name: string): boolean => /pin$|code$/i.test(name) && PIN.test(wordsOf(name).join('_'));

/** Whether it is a password, which people think of themselves, and not a token, which programs make. */
export function isPasswordName(name: string): boolean {
  return /(passw(or)?[dt]|kennwort|passphrase|pass|(^|[_.-])pw|[_.-]pwd)s?\d*$/i.test(name);
}

/** The words of a name in lower case: `dbPassword`, `DB_PASSWORD` and `--db-password` have the same. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
