/**
 * Shapes that are secrets wherever they stand. Sources: the issuers' own documentation of their token formats. A group `value` is the part
 * that a placeholder may stand for, `user` whose it is.
 */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  // To its end, so that nothing of it is shown again; of a key without an end, everything behind its beginning.
  [/-----BEGIN [A-Z ]*PRIVATE KEY(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----|[\s\S]*)/, 'a private key'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,}/, 'a GitHub token'],
  [/(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{40,}/, 'a GitHub token'],
  [/\bglpat-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\bhooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/[A-Za-z0-9]{16,}/, 'the address of a webhook'],
  [/\bdiscord(?:app)?\.com\/api\/webhooks\/\d{10,}\/[A-Za-z0-9_-]{32,}/, 'the address of a webhook'],
  [/(?<![A-Za-z0-9])cf(k|ut|at)_[A-Za-z0-9]{40,}/, 'a Cloudflare token'],
  // `{"a":"…` in base64: what `cloudflared tunnel token` prints.
  [/\beyJhIjoi[A-Za-z0-9+/_-]{40,}={0,2}/, 'the token of a Cloudflare tunnel'],
  [/(?<![A-Za-z0-9])dckr_pat_[A-Za-z0-9_-]{20,}/, 'a Docker Hub token'],
  [/(?<![A-Za-z0-9])glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/, 'a Grafana token'],
  [/\btskey-[a-z]+-[A-Za-z0-9]{8,}(-[A-Za-z0-9]{8,})?/, 'a Tailscale key'],
  [/\b\d{8,10}:AA[A-Za-z0-9_-]{33}/, 'the token of a Telegram bot'],
  [/\bsk-(?:[a-z]+-)?[A-Za-z0-9_-]{32,}/, 'a key of an API'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/, 'a JSON Web Token'],
  [/\$(2[aby]|apr1|1|5|6|argon2(id|i|d))\$[^\s]{8,}/, 'a password hash'],
  [/\$\$(2[aby]|apr1|1|5|6|argon2(id|i|d))\$\$[^\s]{8,}/, 'a password hash'],
  [/\{S?SHA\}[A-Za-z0-9+/]{27,}={0,2}/, 'a password hash'],
  // A line of a file for digest authentication: user, realm, hash.
  [/(?<![\w./@-])[\w.@-]{1,64}:[\w .@-]{1,64}:[0-9a-f]{32}(?![0-9A-Za-z])/, 'a password hash'],
  [/:\/\/(?<user>[^\s/:@$]*):(?<value>[^\s/@$]{3,})@/, 'a password in a URL'],
  [/[?&](access_token|api_?key|auth|passw(or)?d|secret|token)=(?<value>[^\s&$#"'{}]{8,})/i, 'a token in a URL'],
  [/\b(Basic|Bearer) (?=\S*\d)(?<value>[A-Za-z0-9+/=_.~-]{16,})/, 'a login in a header'],
  [/\bAGE-SECRET-KEY-1[0-9A-Z]{50,}/, 'an age key'],
];

/** In every text with such a shape; most texts have none of it, and a lab has tens of thousands. */
const HINT =
  /[$?&{]|:\/\/|-----B|A[KS]IA|gh[pousr]_|_pat_|glpat|xox|hooks\.|webhooks|cf(?:k|ut|at)_|eyJ|glsa_|tskey|:AA|sk-|:[0-9a-f]{32}|Basic |Bearer |AGE-/;

const ALL = SECRET_SHAPES.map(([pattern, what]) => [new RegExp(pattern.source, `${pattern.flags}dg`), what] as const);

/** What kind of secret a text holds by its shape alone. */
export function secretShape(text: string): string | undefined {
  return HINT.test(text) ? SECRET_SHAPES.find(([pattern]) => pattern.test(text))?.[1] : undefined;
}

/** A secret that is known by its shape. */
export interface FoundShape {
  readonly what: string;
  /** What a placeholder may stand in place of: a part of it, or all but what its form begins with. */
  readonly value?: string;
  readonly own: string;
  readonly user?: string;
}

/** Every such shape in a text, with the part that a placeholder may stand for. */
export function* shapesIn(text: string): Iterable<FoundShape> {
  if (!HINT.test(text)) return;
  for (const [pattern, what] of ALL)
    for (const { 0: whole, groups } of text.matchAll(pattern)) {
      const { value, user } = groups ?? {};
      yield { what, own: ownPart(whole), ...(value === undefined ? {} : { value }), ...(user === undefined ? {} : { user }) };
    }
}

/** What is left of a token or a hash without the words and signs that its form begins with: `…` of `tskey-auth-…` and of `$2y$05$…`. */
function ownPart(whole: string): string {
  return whole.slice(whole.lastIndexOf('$') + 1).replace(/^(?:[a-z]{2,6}[-_])+/, '');
}

/** Where such shapes stand. */
export function* shapeRanges(text: string): Iterable<readonly [start: number, end: number]> {
  for (const [pattern] of ALL) for (const { indices } of text.matchAll(pattern)) if (indices?.[0]) yield indices[0];
}

/** The same text with every secret that is known by its shape replaced by a word. */
export function replaceShapes(text: string, instead: string): string {
  return ALL.reduce((clean, [pattern]) => clean.replace(pattern, instead), text);
}
