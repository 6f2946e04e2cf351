import { z } from 'zod';
import { line, pathText, reference, schedule } from '../../parse/scalars.ts';

export const REPOSITORY_TYPE_WORDS = 'Which backup tool keeps it';

/** Which types there are follows from the systems, see `core/resolve/schemas.ts`. */
export const repositorySchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  type: line.describe(REPOSITORY_TYPE_WORDS),
  target: reference,
  service: reference.optional().describe('Service that writes it'),
  location: pathText.describe('Path, URL or datastore name as the tool takes it'),
  encrypted: z.boolean().default(true),
  'opened-by': reference.default('repository-password').describe('Secret of the service that opens it, where the tool asks for one'),
  upkeep: z
    .strictObject({
      prune: schedule.default('Sun *-*-* 04:00:00').describe('When old backups are forgotten and their space is freed'),
      check: schedule.default('Wed *-*-* 04:00:00').describe('When the data are read and compared with their checksums'),
      parts: z
        .int()
        .min(1)
        .max(52)
        .default(8)
        .describe('Into how many parts the data are cut; each check reads the next one, where the tool can'),
      'restore-test': schedule.default('*-*-01 05:00:00').describe('When a part is restored for trial, where the tool can'),
    })
    .default({ prune: 'Sun *-*-* 04:00:00', check: 'Wed *-*-* 04:00:00', parts: 8, 'restore-test': '*-*-01 05:00:00' }),
});

export type RepositoryInput = z.infer<typeof repositorySchema>;
