import { z } from 'zod';

const word = z.enum(['refuse', 'warn']);

/** What is refused, and what is only warned of while something that runs already moves in. */
export type Strictness = Readonly<Record<'images' | 'data' | 'variables' | 'sockets' | 'routes', z.infer<typeof word>>>;

const WHAT = {
  images: 'An image with a moving tag, or none',
  data: 'State without a decision on its backup',
  variables: 'A variable without a value',
  sockets: 'A container that holds the socket of the engine, or something else by which it gets at its machine, and nothing says why',
  routes: 'Labels and settings of the ingress that may make a route which the inventory does not say, and nothing says why',
} as const satisfies Record<keyof Strictness, string>;

/** What the lab says for all of its services. */
export const labStrictness = z.strictObject({
  images: word.default('refuse').describe(WHAT.images),
  data: word.default('refuse').describe(WHAT.data),
  variables: word.default('refuse').describe(WHAT.variables),
  sockets: word.default('refuse').describe(WHAT.sockets),
  routes: word.default('refuse').describe(WHAT.routes),
});

/** What a service says where that is not what the lab says. */
export const serviceStrictness = z.strictObject({
  images: word.optional().describe(WHAT.images),
  data: word.optional().describe(WHAT.data),
  variables: word.optional().describe(WHAT.variables),
  sockets: word.optional().describe(WHAT.sockets),
  routes: word.optional().describe(WHAT.routes),
});

/** How strict the lab is with one service. What was not checked and is none of the two words counts as not said. */
export function strictnessOf(service: unknown, lab: unknown): Strictness {
  const of = (what: keyof Strictness) => said(service, what) ?? said(lab, what) ?? 'refuse';
  return { images: of('images'), data: of('data'), variables: of('variables'), sockets: of('sockets'), routes: of('routes') };
}

function said(from: unknown, what: keyof Strictness): 'refuse' | 'warn' | undefined {
  const value = typeof from === 'object' && from !== null ? (from as Readonly<Record<string, unknown>>)[what] : undefined;
  return value === undefined ? undefined : word.safeParse(value).data;
}
