import { z } from 'zod';

export const SNAPSHOTS_WORDS = 'Local snapshots of file systems or guests';

/** Local snapshots as far as core knows them: which tool makes them. What else may be said is in the schema of the system that plays it. */
export const snapshotsSchema = z.looseObject({ tool: z.string().describe('What makes them') }).describe(SNAPSHOTS_WORDS);

export type SnapshotsInput = z.infer<typeof snapshotsSchema>;
