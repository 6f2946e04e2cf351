import type { Kind } from '../kind.ts';
import { allowSchema } from './schema.ts';

export const allowKind = {
  kind: 'allow',
  section: 'allow',
  one: 'allow rule',
  schema: allowSchema,
  page: (id) => `/networks/matrix/#allow-${id}`,
} as const satisfies Kind;
