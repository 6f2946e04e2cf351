/** Names of settings whose value is a secret: `DB_PASSWORD`, `apiToken`, `--api-key`; not `PASSWORD_FILE`, `TOKEN_TTL` or `ACCESS_KEY_ID`. */
const SECRET_NAME =
  /(pass(word|wd|phrase)?|[_-]pwd|secret|token|(api|app|access|account|auth|encryption|master|private|secret|signing)[_-]?key|credentials?)$/i;

/** Shapes that are secrets wherever they stand. Sources: the issuers' own documentation of their token formats. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  // To its end, so that nothing of it is shown again; of a key without an end, everything behind its beginning.
  [/-----BEGIN [A-Z ]*PRIVATE KEY(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----|[\s\S]*)/, 'a private key'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,}/, 'a GitHub token'],
  [/(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{40,}/, 'a GitHub token'],
  [/\bglpat-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/(?<![A-Za-z0-9])cf(k|ut|at)_[A-Za-z0-9]{40,}/, 'a Cloudflare token'],
  // `{"a":"…` in base64: what `cloudflared tunnel token` prints.
  [/\beyJhIjoi[A-Za-z0-9+/_-]{40,}={0,2}/, 'the token of a Cloudflare tunnel'],
  [/(?<![A-Za-z0-9])dckr_pat_[A-Za-z0-9_-]{20,}/, 'a Docker Hub token'],
  [/(?<![A-Za-z0-9])glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/, 'a Grafana token'],
  [/\btskey-[a-z]+-[A-Za-z0-9]{8,}(-[A-Za-z0-9]{8,})?/, 'a Tailscale key'],
  [/\b\d{8,10}:AA[A-Za-z0-9_-]{33}/, 'the token of a Telegram bot'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/, 'a JSON Web Token'],
  [/\$(2[aby]|apr1|1|5|6|argon2(id|i|d))\$[^\s]{8,}/, 'a password hash'],
  [/\$\$(2[aby]|apr1)\$\$[^\s]{8,}/, 'a password hash'],
  [/\{S?SHA\}[A-Za-z0-9+/]{27,}={0,2}/, 'a password hash'],
  [/:\/\/[^\s/:@$]*:[^\s/@$]{3,}@/, 'a password in a URL'],
  [/[?&](access_token|api_?key|auth|passw(or)?d|secret|token)=[^\s&$#"'{}]{8,}/i, 'a token in a URL'],
  [/\b(Basic|Bearer) (?=\S*\d)[A-Za-z0-9+/=_.~-]{16,}/, 'a login in a header'],
  [/\bAGE-SECRET-KEY-1[0-9A-Z]{50,}/, 'an age key'],
];

/** In every text with such a shape; most texts have none of it, and a lab has tens of thousands. */
const HINT = /[$?&{]|:\/\/|-----B|A[KS]IA|gh[pousr]_|_pat_|glpat|xox|cf(?:k|ut|at)_|eyJ|glsa_|tskey|:AA|Basic |Bearer |AGE-/;

/** Values that only look like a secret's: a reference, a path, a switch, a number, Proxmox VE's word for "make one". */
const NOT_SECRET = /^(|\s*|\/.*|\$\{?[A-Za-z_].*|file:.*|true|false|yes|no|none|null|autogen|\d{1,6})$/i;

/** `KEY=value`, `--key=value`, as a whole. */
const PAIR = /^(-{0,2}[A-Za-z_][A-Za-z0-9_.-]*)=(.*)$/s;
/** `--key=value` or `--key value` within a command. */
const OPTION = /(?<=^|\s)--?([A-Za-z][A-Za-z0-9_.-]*)(?:=|\s+)["']?(?=([^\s"']+))/g;
/** A line of a file that sets one thing: `key: value`, `"key": "value",`, `KEY=value`. */
const LINE = /^[ \t]*(?:(?:- |export )[ \t]*)?["']?([A-Za-z_][A-Za-z0-9_.-]*)["']?[ \t]*[:=][ \t]*["']?([^\s"'#]+)["']?,?[ \t]*$/gm;

/** What kind of secret a text is, by its shape or by the name of the setting that it stands for; undefined when it looks like none. */
export function secretIn(text: string, name: string): string | undefined {
  const shape = secretShape(text);
  if (shape) return shape;
  const [, key, value] = PAIR.exec(text) ?? [];
  if (key !== undefined && value !== undefined && isSetting(key, value)) return `the secret ${key}`;
  if (key === undefined && isSetting(name, text)) return `the secret ${name}`;
  const inside = [...(text.includes('-') ? text.matchAll(OPTION) : []), ...(text.includes('\n') ? text.matchAll(LINE) : [])];
  const [, found] = inside.find(([, setting = '', of = '']) => isSetting(setting, of)) ?? [];
  return found === undefined ? undefined : `the secret ${found}`;
}

/** What kind of secret a text holds by its shape alone. */
export function secretShape(text: string): string | undefined {
  return HINT.test(text) ? SECRET_SHAPES.find(([pattern]) => pattern.test(text))?.[1] : undefined;
}

function isSetting(name: string, value: string): boolean {
  return SECRET_NAME.test(name) && !NOT_SECRET.test(value) && !/\s/.test(value.trim());
}

const SHAPES = SECRET_SHAPES.map(([pattern]) => new RegExp(pattern.source, `${pattern.flags}dg`));
const SETTING = /(?<![A-Za-z0-9_.-])([A-Za-z0-9_.-]+)["']?[ \t]*[:=][ \t]*/g;
const OPTION_NAME = /(?<![A-Za-z0-9_.-])(--?[A-Za-z][A-Za-z0-9_.-]*)["']?,?\s+(?:- )?/g;
/** What stands behind a name: to its closing quote, else to a space. */
const VALUE = /"[^"\n]*"?|'[^'\n]*'?|[^\s"']+/y;
/** No reference or path that stands for a secret is longer. */
const LONGEST_REFERENCE = 4096;
/** A setting whose value stands below it. */
const BELOW = /^([ \t]*)(?:- )?["']?([A-Za-z0-9_.-]+)["']?[ \t]*:[ \t]*([|>][-+0-9]*)?[ \t]*(?:#.*)?\r?\n/gm;
const IS_SETTING = /^\s*(?:- )?["']?[^\s"':]+["']?\s*:(\s|$)/;

/**
 * The same text with everything that looks like a secret replaced by dots, character for character, so that positions still hold. For
 * every place where input is shown again: a log keeps what a terminal forgets.
 */
export function maskSecrets(text: string): string {
  return maskRanges(text, [...secretRanges(text)]);
}

/** Dots for the characters of these ranges, line breaks apart. */
export function maskRanges(text: string, ranges: readonly (readonly [start: number, end: number])[]): string {
  let out = '';
  let at = 0;
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    if (end <= at) continue;
    out += text.slice(at, Math.max(at, start)) + text.slice(Math.max(at, start), end).replace(/[^\r\n]/g, '•');
    at = end;
  }
  return out + text.slice(at);
}

function* secretRanges(text: string): Iterable<readonly [number, number]> {
  for (const pattern of SHAPES) for (const { indices } of text.matchAll(pattern)) if (indices?.[0]) yield indices[0];
  for (const pattern of [SETTING, OPTION_NAME]) {
    let until = 0;
    for (const { 0: head, 1: key = '', index } of text.matchAll(pattern)) {
      if (index < until || !SECRET_NAME.test(key)) continue;
      VALUE.lastIndex = index + head.length;
      const [value = ''] = VALUE.exec(text) ?? [];
      const bare = value.replace(/^["']/, '').replace(/["',}\]]{1,20}$/, '');
      if (value.length <= LONGEST_REFERENCE && !isSetting(key, bare)) continue;
      until = index + head.length + value.length;
      yield [index + head.length, until];
    }
  }
  for (const { 0: head, 1: indent = '', 2: key = '', 3: block, index } of text.matchAll(BELOW)) {
    if (!SECRET_NAME.test(key)) continue;
    const start = index + head.length;
    const lines = new RegExp(`(?:${indent}[ \\t]+.*(?:\\r?\\n|$)|[ \\t]*\\r?\\n)*`, 'y');
    lines.lastIndex = start;
    const [value = ''] = lines.exec(text) ?? [];
    // A map of settings, such as those of a secret with that name, has been looked through on its own.
    if (block !== undefined || !IS_SETTING.test(value)) yield [start, start + value.length];
  }
}

/** The same text with every secret that is known by its shape replaced by a word. */
export function replaceShapes(text: string, instead: string): string {
  return SHAPES.reduce((clean, pattern) => clean.replace(pattern, instead), text);
}
