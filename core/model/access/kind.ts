import type { Kind } from '../kind.ts';
import { accessSchema } from './schema.ts';

export const accessKind = {
  kind: 'access',
  section: 'access',
  one: 'access policy',
  schema: accessSchema,
  page: (id) => `/exposure/#access-${id}`,
} as const satisfies Kind;
