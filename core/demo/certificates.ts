// The certificate library's container of parts reads metadata that the language does not have yet; it has to come first.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const DAY_MS = 86_400_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A certificate authority that lives as long as the process; its key is never written anywhere. */
export interface Authority {
  /** PEM, to be trusted. */
  readonly ca: string;
  /** A certificate for a name or an address, valid from yesterday for `days` days from now. */
  issue(name: string, days: number): Promise<{ readonly cert: string; readonly key: string }>;
}

export async function makeAuthority(now: Date): Promise<Authority> {
  const keys = await makeKeys();
  const root = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Rackbook demo authority',
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + 30 * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  // One key for all names: making keys is most of the work, and nothing here is secret.
  const leafKeys = await makeKeys();
  const key = await toPem(leafKeys.privateKey);
  return {
    ca: root.toString('pem'),
    issue: async (name, days) => ({ cert: (await leaf(name, days, now, root, keys, leafKeys)).toString('pem'), key }),
  };
}

function leaf(
  name: string,
  days: number,
  now: Date,
  root: X509Certificate,
  issuer: CryptoKeyPair,
  own: CryptoKeyPair,
): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    subject: 'CN=Rackbook demo',
    issuer: root.subject,
    notBefore: new Date(now.getTime() - DAY_MS),
    // An hour more, so that whole days are left for as long as the demo runs.
    notAfter: new Date(now.getTime() + days * DAY_MS + DAY_MS / 24),
    signingAlgorithm: ALGORITHM,
    publicKey: own.publicKey,
    signingKey: issuer.privateKey,
    extensions: [
      new SubjectAlternativeNameExtension([{ type: isIP(name) === 0 ? 'dns' : 'ip', value: name }]),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    ],
  });
}

/** Server options that show each name its own certificate, and the first one to who names none. */
export async function certificatesFor(authority: Authority, names: readonly string[], daysOf: (name: string) => number) {
  const issued = await Promise.all(names.map(async (name) => [name, await authority.issue(name, daysOf(name))] as const));
  const contexts = new Map<string, SecureContext>(issued.map(([name, pair]) => [name, createSecureContext(pair)]));
  const [first] = issued;
  if (!first) throw new RangeError('a TLS listener needs a name');
  return {
    ...first[1],
    SNICallback: (name: string, done: (error: Error | null, context?: SecureContext) => void): void =>
      done(null, contexts.get(name.toLowerCase())),
  };
}

const makeKeys = (): Promise<CryptoKeyPair> => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;

async function toPem(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key as webcrypto.CryptoKey));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;
}
