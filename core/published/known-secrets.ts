import { named } from '../../lib/secrets/secret-in.ts';
import { secretName } from '../../lib/secrets/setting-name.ts';

/** A secret that this machine has, which is sought as it is: that is surer than any rule. */
export interface KnownSecret {
  /** Where it comes from: `DB_PASSWORD of the environment`. Never the value. */
  readonly what: string;
  readonly value: string;
}

/** A shorter value would be found in any text. */
const LEAST = 8;

/**
 * What an environment says that is secret: values of variables with such a name, and of the files that `<NAME>_FILE` names.
 *
 * @param read gives the text of a file, or undefined where it cannot be read
 */
export function secretsOfEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  read: (path: string) => string | undefined,
): readonly KnownSecret[] {
  return Object.entries(environment).flatMap(([name, value]): readonly KnownSecret[] => {
    if (value === undefined || value === '') return [];
    if (name.endsWith(CERTIFICATES)) return keyLines(read(`${value}/key.pem`), `the key in ${name}`);
    const variable = name.replace(/_FILE$/, '');
    if (secretName(variable) === 'never') return [];
    const secret = variable === name ? value : read(value)?.trim();
    return secret !== undefined && isSought(variable, secret) ? [{ what: `${name} of the environment`, value: secret }] : [];
  });
}

/** Names a folder with the certificate that a client of a container engine shows, and its key. */
const CERTIFICATES = '_CERT_PATH';

const isSought = (name: string, value: string): boolean => value.length >= LEAST && named(name, value).kind === 'secret';

/** The longest line of a key in PEM is in no other text. */
function keyLines(text: string | undefined, what: string): readonly KnownSecret[] {
  const lines = text?.split(/\r?\n/).filter((line) => line.length >= 40 && /^[A-Za-z0-9+/]+=*$/.test(line)) ?? [];
  return lines.slice(0, 1).map((value) => ({ what, value }));
}

/** A secret in every form in which it is written into files. */
export function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const encoded = [0, 1, 2].flatMap((offset) => {
    const core = coreOfBase64(bytes, offset);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const escaped = JSON.stringify(value).slice(1, -1);
  const forms = [value, escaped, encodeURIComponent(value), encodeURI(value), bytes.toString('hex'), ...encoded];
  return [...new Set(forms)].filter((form) => form.length >= LEAST);
}

/** What is the same of its base64 whatever stands around it, when `offset` bytes stand before its first group of three. */
function coreOfBase64(bytes: Buffer, offset: number): string {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
  const text = padded.toString('base64').replace(/=+$/, '');
  const first = Math.ceil((offset * 4) / 3);
  const whole = Math.floor((padded.length * 4) / 3);
  return text.slice(first, whole);
}
