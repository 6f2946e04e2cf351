import type { SecretMaking } from '../model/service/secret-making.ts';

const FORMS = {
  text: (length: number) => `${length} letters and digits`,
  hex: (length: number) => `${length} bytes in hexadecimal`,
  base64: (length: number) => `${length} bytes in base64`,
  x25519: () => 'a private key of X25519 in base64',
} as const;

/** How a value comes to be, in a few words: `at random, 40 letters and digits`. */
export function makingWords(make: SecretMaking): string {
  if (make.by === 'random') return `at random, ${FORMS[make.form](make.length)}`;
  return make.how.length === 0 ? 'by hand; the inventory does not say how (secrets.*.make)' : 'by hand';
}
