/** How the value of a secret comes to be. */
export type SecretMaking =
  | {
      readonly by: 'random';
      /** `text` is letters and digits, which every shell, URL and file takes as they are; `x25519` is a private key in base64. */
      readonly form: 'text' | 'hex' | 'base64' | 'x25519';
      /** Characters of `text`, bytes of the others. */
      readonly length: number;
    }
  | {
      readonly by: 'person';
      /** What a person does, step by step; empty where nobody said. */
      readonly how: readonly string[];
    };

/** Characters: 238 bits of them, so that no rule of a program wants it longer. */
const TEXT_LENGTH = 40;
const BYTES = 32;

/** A random value of the usual length. */
export function randomSecret(form: 'text' | 'hex' | 'base64' | 'x25519' = 'text', length?: number): SecretMaking {
  return { by: 'random', form, length: form === 'x25519' ? BYTES : (length ?? (form === 'text' ? TEXT_LENGTH : BYTES)) };
}
