import { z } from 'zod';
import { line, reference, UNSEEN_IN_PATH } from '../../parse/scalars.ts';

const owner = z
  .string()
  .regex(/^\d{1,10}:\d{1,10}$/, 'must be user and group as numbers, such as "1000:1000"')
  .describe('User and group that the folder is made for, as numbers');

export const dataSchema = z.strictObject({
  path: z
    .string()
    .regex(new RegExp(`^(/|\\.$|\\./|[a-zA-Z0-9_])[^${UNSEEN_IN_PATH}]*$`), 'must be an absolute path, ./path or the name of a volume')
    .refine((path) => !path.split('/').includes('..'), 'must not contain ".."'),
  what: line.default('data'),
  owner: owner.optional(),
  quiesce: z
    .enum(['dump', 'stop', 'snapshot', 'none'])
    .optional()
    .describe('How it holds still while it is copied; the folder of a database is dumped, what lies in a snapshot is read from that'),
  backup: reference.optional().describe('Backup policy, or none with a reason in because'),
  because: line.optional(),
});

export type DataInput = z.infer<typeof dataSchema>;
