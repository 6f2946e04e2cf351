import type { Kind } from '../kind.ts';
import { hostSchema } from './schema.ts';

export const hostKind = {
  kind: 'host',
  section: 'hosts',
  one: 'host',
  // Which hypervisors a host may name follows from the systems, see `core/resolve/schemas.ts`.
  schema: hostSchema({}),
  page: (id) => `/hosts/${id}/`,
} as const satisfies Kind;
