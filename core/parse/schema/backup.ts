import { z } from 'zod';
import { absolutePath, duration, line, pathText, reference, schedule } from './scalars.ts';

export const targetSchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  medium: z.enum(['disk', 'nas', 'object-storage']),
  host: reference.optional().describe('Host that it is plugged into'),
  path: absolutePath.optional().describe('Where it is mounted; nothing is written while it is not'),
  device: absolutePath.optional().describe('What is mounted there, such as /dev/disk/by-label/usb-ssd'),
  offsite: z.boolean().default(false),
});

export const repositorySchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  type: line.describe('Which backup tool keeps it'),
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

export const policySchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  to: z.array(reference).min(1, 'must name at least one repository'),
  schedule: schedule.describe('When it runs: a systemd calendar expression'),
  dumps: schedule.optional().describe('When databases inside guests are dumped, shortly before the guests are copied'),
  keep: z.partialRecord(z.enum(['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly']), z.int().min(1)),
  exclude: z.array(pathText).default([]).describe('What is left out, as the backup tool takes it'),
  rpo: duration.describe('Most data that may be lost'),
  rto: duration.describe('Longest time that a restore may take'),
});

export type TargetInput = z.infer<typeof targetSchema>;
export type RepositoryInput = z.infer<typeof repositorySchema>;
export type PolicyInput = z.infer<typeof policySchema>;
