import type { Kind } from '../kind.ts';
import { policySchema } from './schema.ts';

export const policyKind = {
  kind: 'policy',
  section: 'policies',
  one: 'backup policy',
  schema: policySchema,
  page: (id) => `/backup/#policy-${id}`,
} as const satisfies Kind;
