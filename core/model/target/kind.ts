import type { Kind } from '../kind.ts';
import { targetSchema } from './schema.ts';

export const targetKind = {
  kind: 'target',
  section: 'targets',
  one: 'backup target',
  schema: targetSchema,
  page: (id) => `/backup/#target-${id}`,
} as const satisfies Kind;
