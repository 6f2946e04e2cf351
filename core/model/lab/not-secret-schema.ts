import { z } from 'zod';
import { line } from '../../parse/scalars.ts';

/** The key by which the inventory says that something only looks like a secret, in a service for all that is of it, in the lab for the rest. */
export const NOT_SECRET_KEY = 'not-secret';

/** Why each is none, by the mark that the error about it names. */
export const notSecretSchema = z
  .record(z.string().regex(/^[A-Za-z0-9_.-]+@[0-9a-f]{4}$/, 'must be a mark such as K8S_SECRET@1f3a, as the error about it says'), line)
  .default({});
