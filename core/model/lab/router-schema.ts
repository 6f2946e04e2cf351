import { z } from 'zod';
import { interfaceName, line, reference } from '../../parse/scalars.ts';

export const routerSchema = z.strictObject({
  title: line.default('Router'),
  system: z.string().describe('What runs on it'),
  wan: interfaceName.optional().describe('Interface to the internet'),
  trunk: interfaceName.describe('Interface that carries every network, tagged'),
  resolver: reference.optional().describe('Who answers for names; what is usual on such a router unless said'),
  upstream: z
    .array(z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address'))
    .default([])
    .describe('DNS servers that it asks for names beyond the lab'),
});

/** What the systems that there are can be on the router. */
export interface RouterChoices {
  readonly kinds: readonly string[];
  /** The kind that is meant where the inventory does not say. */
  readonly usual: string | undefined;
  /** Names of systems that answer for names. */
  readonly resolvers: readonly string[];
}

/** The router's schema with the values that it may have. */
export function routerSchemaWith({ kinds, usual, resolvers }: RouterChoices) {
  const { system, resolver } = routerSchema.shape;
  const kind = z.enum(kinds);
  return routerSchema.extend({
    system: (usual === undefined ? kind : kind.default(usual)).describe(system.description ?? ''),
    // Which of them fit depends on the kind: an editor offers all, and the check is that of `resolveRouter`.
    resolver: resolver.meta({ enum: [...resolvers] }),
  });
}
