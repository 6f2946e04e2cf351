import { z } from 'zod';
import { line, reference } from '../../parse/scalars.ts';

export const middlewareSchema = z
  .strictObject({
    title: line.optional(),
    summary: line.default(''),
    planned: z.boolean().default(false),
    traefik: z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .refine((spec) => Object.keys(spec).length === 1, 'must hold exactly one Traefik middleware, such as basicAuth')
      .refine((spec) => spec['chain'] === undefined, 'must not be a chain; write chain: beside title instead')
      .optional()
      .describe('Native Traefik middleware, pasted as it is in Traefik’s documentation'),
    networks: z.array(reference).min(1).optional().describe('Only clients in these networks of the lab may pass'),
    chain: z.array(reference).min(1).optional().describe('Other middlewares, passed in this order'),
  })
  .refine(
    (middleware) => [middleware.traefik, middleware.networks, middleware.chain].filter((kind) => kind !== undefined).length === 1,
    'must have exactly one of traefik, networks and chain',
  );

export type MiddlewareInput = z.infer<typeof middlewareSchema>;
