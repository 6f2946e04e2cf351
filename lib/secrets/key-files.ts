/**
 * What is a key by its bytes alone. Stores that hold nothing but certificates are none, since every machine trusts some; a store whose entries
 * are hidden is taken for what it shows.
 */
export function keyFile(bytes: Uint8Array): string | undefined {
  // Each byte as the character of its number, which a TextDecoder for latin1 does not give.
  const text = Buffer.from(bytes.subarray(0, MAX_READ)).toString('latin1');
  if (KDBX.test(text)) return 'a password database';
  if (PRIVATE_KEY.test(text)) return 'a private key';
  if (PKCS12.test(text) && KEY_BAG.test(text)) return 'a key store with a private key';
  return JAVA_STORE.test(text) && hasKeyEntry(bytes) ? 'a key store with a private key' : undefined;
}

/** Larger than any store that a person keeps. */
const MAX_READ = 1024 * 1024;

/* biome-ignore-start lint/suspicious/noControlCharactersInRegex: these are bytes, each as the character of its number */

/** KeePass 1 and 2. Source: its documentation of the file format. */
const KDBX = /^\x03\xd9\xa2\x9a[\x65-\x67]\xfb\x4b\xb5/;
/** A SEQUENCE of DER with its length. */
const SEQUENCE = String.raw`^\x30(?:\x81.|\x82..|\x83...|[\x00-\x7f])`;
/** Versions and what follows them in PKCS #8 (RFC 5208, plain; encrypted ones begin with the scheme), PKCS #1 (RFC 8017) and SEC 1 (RFC 5915). */
const PRIVATE_KEY = new RegExp(
  [
    String.raw`${SEQUENCE}\x02\x01[\x00\x01]\x30.\x06[\x03-\x09]`,
    String.raw`${SEQUENCE}\x02\x01\x00\x02(?:\x81.|\x82..|[\x20-\x7f])`,
    String.raw`${SEQUENCE}\x02\x01\x01\x04[\x14-\x42]`,
    String.raw`${SEQUENCE}\x30[^]{1,3}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d`,
  ].join('|'),
  's',
);
/** Version 3 and the type of its content. Source: RFC 7292. */
const PKCS12 = new RegExp(String.raw`${SEQUENCE}\x02\x01\x03\x30`, 's');
/** The object identifiers keyBag and pkcs8ShroudedKeyBag. */
const KEY_BAG = /\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01[\x01\x02]/;
/** JKS and JCEKS, versions 1 and 2. */
const JAVA_STORE = /^(?:\xfe\xed\xfe\xed|\xce\xce\xce\xce)\x00\x00\x00[\x01\x02]/;

/* biome-ignore-end lint/suspicious/noControlCharactersInRegex: - */

/** Kind of an entry of a Java key store: a key with its chain, a certificate, or a secret key. Source: `sun.security.provider.JavaKeyStore`. */
const CERTIFICATE = 2;

/** Goes from entry to entry, over the certificates. What cannot be followed counts as a key. */
function hasKeyEntry(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const version = view.getUint32(4);
    const entries = view.getUint32(8);
    let at = 12;
    const skipText = () => {
      at += 2 + view.getUint16(at);
    };
    for (let entry = 0; entry < entries; entry++) {
      if (view.getUint32(at) !== CERTIFICATE) return true;
      at += 4;
      skipText();
      at += 8;
      if (version === 2) skipText();
      at += 4 + view.getUint32(at);
    }
    return false;
  } catch {
    return true;
  }
}
