import type { Kind } from '../kind.ts';
import { hostSchema } from './schema.ts';

export const hostKind = {
  kind: 'host',
  section: 'hosts',
  one: 'host',
  schema: hostSchema,
  page: (id) => `/hosts/${id}/`,
} as const satisfies Kind;
