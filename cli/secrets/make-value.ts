import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import type { SecretMaking } from '../../core/model/service/secret-making.ts';

/** No character of it means anything to a shell, a URL, a file of variables or a file of settings. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A new random value. */
export function makeValue({ form, length }: Extract<SecretMaking, { by: 'random' }>): string {
  switch (form) {
    case 'text':
      return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    case 'hex':
      return randomBytes(length).toString('hex');
    case 'base64':
      return randomBytes(length).toString('base64');
    case 'x25519': {
      const { d } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
      return clamped(Buffer.from(d ?? '', 'base64url')).toString('base64');
    }
  }
}

/** As other programs that make such keys write them: the bits that are not used have one value. */
function clamped(key: Buffer): Buffer {
  const [first = 0, last = 0] = [key[0], key[31]];
  key[0] = first & 248;
  key[31] = (last & 127) | 64;
  return key;
}
