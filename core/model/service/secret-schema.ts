import { z } from 'zod';
import { line, reference } from '../../parse/scalars.ts';

/** What a random value may look like; `text` for a password that a person or a URL has to take. */
export const SECRET_FORMS = ['random', 'hex', 'base64', 'x25519'] as const;

const steps = z.union([line, z.array(line).min(1)], 'must be a step, or a list of steps');

export const secretSchema = z.strictObject({
  what: line,
  container: reference.optional(),
  kept: line.optional().describe('Where it can be read when the whole lab is down: a place outside of it'),
  make: z
    .union([z.enum(SECRET_FORMS), z.strictObject({ 'by-hand': steps })], `must be one of ${SECRET_FORMS.join(', ')}, or by-hand: <steps>`)
    .optional()
    .describe(
      'How its value is made: random is letters and digits, hex and base64 are random bytes, x25519 is a private key such as wg genkey makes; by-hand says what a person has to do',
    ),
  length: z
    .int()
    .min(16)
    .max(512)
    .optional()
    .describe('Characters of a random value, 40 unless said; bytes of hex and base64, 32 unless said'),
  'same-as': z
    .string()
    .regex(/^[^/\s]+\/[^/\s]+$/, 'must be <service>/<secret>')
    .optional()
    .describe('Secret of another service that has the same value, as <service>/<secret>; the store has it once'),
  owner: z
    .string()
    .regex(/^\d{1,10}:\d{1,10}$/, 'must be user and group as numbers, such as "1000:1000"')
    .optional()
    .describe('User and group that read the file, as numbers, where the project does not say them by user:'),
  change: steps.optional().describe('What has to be done in the program itself, before it takes a new value of the file'),
});

export type SecretInput = z.infer<typeof secretSchema>;
