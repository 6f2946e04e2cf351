import { type ZodType, z } from 'zod';
import { line, reference } from '../../parse/scalars.ts';

/** `natives` are the forms of middlewares of the systems that can be the ingress, by their ids. */
export function middlewareSchema(natives: Readonly<Record<string, ZodType<Readonly<Record<string, unknown>>>>>) {
  const optional = Object.entries(natives).map(([id, schema]) => [id, schema.optional()] as const);
  const kinds = [...Object.keys(natives), 'networks', 'chain'];
  return z
    .strictObject({
      title: line.optional(),
      summary: line.default(''),
      planned: z.boolean().default(false),
      ...Object.fromEntries(optional),
      networks: z.array(reference).min(1).optional().describe('Only clients in these networks of the lab may pass'),
      chain: z.array(reference).min(1).optional().describe('Other middlewares, passed in this order'),
    })
    .refine(
      (middleware: Readonly<Record<string, unknown>>) => kinds.filter((kind) => middleware[kind] !== undefined).length === 1,
      `must have exactly one of ${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)}`,
    );
}

export type MiddlewareInput = z.infer<ReturnType<typeof middlewareSchema>>;
