import { z } from 'zod';
import { line, port, reference } from '../../core/parse/scalars.ts';

const KEY =
  /^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]{40,}={0,2}( [^\s"'\\]+)?$/;

/** `systems.ansible` in the inventory. Without keys nobody could log in, so nothing is generated. */
export default z
  .strictObject({
    control: reference.optional().describe('Machine of the lab that playbooks are run from; a laptop unless said'),
    user: z
      .string()
      .regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'must be the name of a Linux account')
      .default('rackbook')
      .describe('Account on every machine that playbooks log in as; bootstrap makes it'),
    keys: z
      .array(z.string().regex(KEY, 'must be a public key as ssh-keygen prints it: ssh-ed25519 AAAA… name'))
      .default([])
      .describe('Public SSH keys that may log in as this account'),
    port: port.default(22).describe('TCP port of SSH on every machine'),
    skip: z.record(z.string(), line).default({}).describe('Machines that are left alone, with the reason'),
    upgrades: z.enum(['security', 'none']).default('security').describe('Which packages each machine upgrades by itself every day'),
    reboot: z.boolean().default(true).describe('Whether an update restarts a machine whose packages ask for it'),
  })
  .refine(
    ({ keys, control, skip }) => keys.length > 0 || (control === undefined && Object.keys(skip).length === 0),
    'must have keys: the public SSH keys that may log in',
  );
