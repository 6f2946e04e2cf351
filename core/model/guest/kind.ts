import type { Kind } from '../kind.ts';
import { guestSchema } from './schema.ts';

export const guestKind = {
  kind: 'guest',
  section: 'guests',
  one: 'guest',
  // What a guest may say for its hypervisor follows from the systems, see `core/resolve/schemas.ts`.
  schema: guestSchema({}),
  page: (id) => `/guests/${id}/`,
} as const satisfies Kind;
