import { z } from 'zod';

/** `systems.sops` in the inventory. A public key is no secret. */
export default z.strictObject({
  age: z
    .array(z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/, 'must be a public key of age, such as age-keygen prints'))
    .default([])
    .describe('Who may open the store, each by a public key of age: you, and the machine that deploys'),
});
