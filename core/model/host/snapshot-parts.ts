import { z } from 'zod';

/** How many of each kind are kept, for the schema of a snapshot tool. */
export const keepSchema = z
  .partialRecord(z.enum(['hourly', 'daily', 'weekly', 'monthly', 'yearly']), z.int().min(1))
  .refine((keep) => Object.keys(keep).length > 0, 'must say how many are kept')
  .describe('How many of each are kept');

/** Without the keys that are not said. */
export function counts(keep: z.infer<typeof keepSchema>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(keep).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

/** Without a slash at its end. */
export const folder = (path: string): string => path.replace(/(?<=.)\/+$/, '');
