import { z } from 'zod';
import type { Kind } from '../kind.ts';
import { hostSchema } from './schema.ts';

export const hostKind = {
  kind: 'host',
  section: 'hosts',
  one: 'host',
  // Which hypervisors and snapshots a host may name follows from the systems, see `core/resolve/schemas.ts`.
  schema: hostSchema({ hypervisors: {}, snapshots: z.never() }),
  page: (id) => `/hosts/${id}/`,
} as const satisfies Kind;
