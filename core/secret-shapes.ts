/** Names of settings whose value is a secret: `DB_PASSWORD`, `apiToken`, `SECRET_KEY`; not `PASSWORD_FILE` or `TOKEN_TTL`. */
const SECRET_NAME = /(pass(word|wd|phrase)?|secret(_?key)?|token|api_?key|private_?key|encryption_?key|credentials?)$/i;

/** Shapes that are secrets wherever they stand. Sources: the issuers' own documentation of their token formats. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, 'a private key'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}/, 'a GitHub token'],
  [/\bglpat-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/, 'a JSON Web Token'],
  [/\$(2[aby]|apr1|1|5|6|argon2(id|i|d))\$[^\s]{8,}/, 'a password hash'],
  [/\$\$(2[aby]|apr1)\$\$[^\s]{8,}/, 'a password hash'],
  [/:\/\/[^\s/:@$]+:[^\s/@$]{3,}@/, 'a password in a URL'],
  [/\bAGE-SECRET-KEY-1[0-9A-Z]{50,}/, 'an age key'],
];

/** Values that only look like a secret's: a reference, a path, a switch, a number. */
const NOT_SECRET = /^(|\s*|\/.*|\$\{?[A-Za-z_].*|file:.*|true|false|yes|no|none|null|\d{1,6})$/i;

/** What kind of secret a text is, by its shape or by the name of the setting that it stands for; undefined when it looks like none. */
export function secretIn(text: string, name: string): string | undefined {
  const shape = SECRET_SHAPES.find(([pattern]) => pattern.test(text));
  if (shape) return shape[1];
  const pair = /^([A-Za-z_][A-Za-z0-9_.-]*)=(.*)$/s.exec(text);
  const [key, value] = pair ? [pair[1] ?? '', pair[2] ?? ''] : [name, text];
  return SECRET_NAME.test(key) && !NOT_SECRET.test(value) && !/\s/.test(value.trim()) ? `the secret ${key}` : undefined;
}

const SETTING = /([A-Za-z0-9_.-]+)(["']?\s*[:=]\s*["']?)([^\s"',}\]#]+)/g;

/**
 * The same text with everything that looks like a secret replaced by dots, character for character, so that positions still hold. For
 * every place where input is shown again: a log keeps what a terminal forgets.
 */
export function maskSecrets(text: string): string {
  const dots = (match: string) => '•'.repeat(match.length);
  const settings = text.replace(SETTING, (whole, key: string, between: string, value: string) =>
    secretIn(value, key) ? `${key}${between}${dots(value)}` : whole,
  );
  return SECRET_SHAPES.reduce((masked, [pattern]) => masked.replace(new RegExp(pattern.source, `${pattern.flags}g`), dots), settings);
}
