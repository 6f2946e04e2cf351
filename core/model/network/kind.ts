import type { Kind } from '../kind.ts';
import { networkSchema } from './schema.ts';

export const networkKind = {
  kind: 'network',
  section: 'networks',
  one: 'network',
  schema: networkSchema,
  page: (id) => `/networks/${id}/`,
} as const satisfies Kind;
