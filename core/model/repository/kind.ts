import type { Kind } from '../kind.ts';
import { repositorySchema } from './schema.ts';

export const repositoryKind = {
  kind: 'repository',
  section: 'repositories',
  one: 'repository',
  schema: repositorySchema,
  page: (id) => `/backup/repositories/${id}/`,
} as const satisfies Kind;
