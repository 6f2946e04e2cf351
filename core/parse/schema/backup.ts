import { z } from 'zod';
import { absolutePath, duration, line, reference } from './scalars.ts';

export const targetSchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  medium: z.enum(['disk', 'nas', 'object-storage']),
  host: reference.optional().describe('Host that it is plugged into'),
  path: absolutePath.optional(),
  offsite: z.boolean().default(false),
});

export const repositorySchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  type: z.enum(['restic', 'pbs']),
  target: reference,
  service: reference.optional().describe('Service that writes it'),
  location: line.describe('Path, URL or datastore name as the tool takes it'),
  encrypted: z.boolean().default(true),
});

export const policySchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  to: z.array(reference).min(1, 'must name at least one repository'),
  schedule: line.describe('systemd calendar expression'),
  keep: z.partialRecord(z.enum(['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly']), z.int().min(1)),
  rpo: duration.describe('Most data that may be lost'),
  rto: duration.describe('Longest time that a restore may take'),
});

export type TargetInput = z.infer<typeof targetSchema>;
export type RepositoryInput = z.infer<typeof repositorySchema>;
export type PolicyInput = z.infer<typeof policySchema>;
