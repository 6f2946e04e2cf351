import { z } from 'zod';
import { reference } from '../../parse/scalars.ts';

/** Values by name. One that is a secret is a line `NAME=value` of a secret file, which lies on the machine alone. */
export const variablesSchema = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a variable: letters, digits and "_"'),
  z.union(
    [z.string(), z.number(), z.boolean(), z.strictObject({ secret: reference.describe('Secret of the service that holds the line') })],
    {
      error: 'must be text, a number, true, false or { secret: <id> }',
    },
  ),
);

export type VariablesInput = z.infer<typeof variablesSchema>;
