import type { Kind } from '../kind.ts';
import { guestSchema } from './schema.ts';

export const guestKind = {
  kind: 'guest',
  section: 'guests',
  one: 'guest',
  schema: guestSchema,
  page: (id) => `/guests/${id}/`,
} as const satisfies Kind;
