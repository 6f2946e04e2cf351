import type { Kind } from '../kind.ts';
import { middlewareSchema } from './schema.ts';

export const middlewareKind = {
  kind: 'middleware',
  section: 'middlewares',
  one: 'middleware',
  // In whose words a middleware may be written follows from the systems, see `core/resolve/schemas.ts`.
  schema: middlewareSchema({}),
  page: (id) => `/architecture/#middleware-${id}`,
} as const satisfies Kind;
