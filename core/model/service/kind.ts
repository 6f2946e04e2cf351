import type { Kind } from '../kind.ts';
import { serviceSchema } from './schema.ts';

export const serviceKind = {
  kind: 'service',
  section: 'services',
  one: 'service',
  schema: serviceSchema,
  page: (id) => `/services/${id}/`,
} as const satisfies Kind;
