import { z } from 'zod';
import type { IngressRole } from '../../core/roles/ingress.ts';
import { protects } from './facts/kinds.ts';

const schema = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .refine((spec) => Object.keys(spec).length === 1, 'must hold exactly one Traefik middleware, such as basicAuth')
  .refine((spec) => spec['chain'] === undefined, 'must not be a chain; write chain: beside title instead')
  .describe('Native Traefik middleware, pasted as it is in Traefik’s documentation');

/** `traefik:` of a middleware in the inventory. */
export const traefikMiddleware: IngressRole['middleware'] = {
  schema,
  read(written) {
    const [kind = '', options] = Object.entries(schema.parse(written))[0] ?? [];
    return { kind, options: options ?? {}, protects: protects(kind) };
  },
};
