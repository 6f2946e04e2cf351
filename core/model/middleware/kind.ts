import type { Kind } from '../kind.ts';
import { middlewareSchema } from './schema.ts';

export const middlewareKind = {
  kind: 'middleware',
  section: 'middlewares',
  one: 'middleware',
  schema: middlewareSchema,
  page: (id) => `/architecture/#middleware-${id}`,
} as const satisfies Kind;
