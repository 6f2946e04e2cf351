import type { RawInventory } from '../../parse/assemble.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { locate } from '../../parse/locate.ts';
import type { SectionName } from '../../parse/schema/inventory.ts';
import type { Context } from '../context.ts';

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

/** Finds secrets that somebody typed into the inventory. The message never repeats the value. */
export function checkSecrets(raw: RawInventory, context: Context): void {
  const tables = [
    ['lab', raw.lab],
    ['systems', raw.systems],
    ...(Object.entries(raw.sections) as [SectionName, RawInventory['lab']][]),
  ] as const;
  for (const [table, entries] of tables) {
    for (const [key, entry] of entries) {
      for (const { path, what } of findSecrets(entry.value, [key], [])) {
        context.report(
          'secret-literal',
          locate(entry.origin, path, 'value'),
          `${[table, key, ...path].join('.')} looks like ${what}. The inventory is in Git, where secrets do not belong.`,
          {
            hint: 'Keep the value in the vault, declare it under secrets:, and let the container read /run/secrets/<id>. If it was pushed, replace it.',
          },
        );
      }
    }
  }
}

function* findSecrets(value: unknown, names: readonly string[], path: KeyPath): Iterable<{ path: KeyPath; what: string }> {
  if (typeof value === 'string') {
    const what = secretIn(value, names.at(-1) ?? '');
    if (what) yield { path, what };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* findSecrets(item, names, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    // `secrets:` holds names of secrets and what they are for.
    for (const [key, item] of Object.entries(value))
      if (!(key === 'secrets' && path.length === 0)) yield* findSecrets(item, [...names, key], [...path, key]);
  }
}

function secretIn(text: string, name: string): string | undefined {
  const shape = SECRET_SHAPES.find(([pattern]) => pattern.test(text));
  if (shape) return shape[1];
  const pair = /^([A-Za-z_][A-Za-z0-9_.-]*)=(.*)$/s.exec(text);
  const [key, value] = pair ? [pair[1] ?? '', pair[2] ?? ''] : [name, text];
  return SECRET_NAME.test(key) && !NOT_SECRET.test(value) && !/\s/.test(value.trim()) ? `the secret ${key}` : undefined;
}
