import { type ZodType, z } from 'zod';
import { line } from '../../parse/scalars.ts';

/** `lab.secrets`; which stores there are follows from the systems, see `core/resolve/schemas.ts`. */
export const secretsSchema = <Store extends ZodType<string>>(store: Store) =>
  z
    .strictObject({
      store: store.describe('Which product keeps them, encrypted, in the folder secrets/ of this repository'),
      kept: line.describe('Where the key that opens the store can be read when the whole lab is down: a place outside of it'),
    })
    .describe('Where the values of the secrets are kept; without it a person puts them on the machines');
