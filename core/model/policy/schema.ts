import { z } from 'zod';
import { duration, line, pathText, reference, schedule } from '../../parse/scalars.ts';

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

export type PolicyInput = z.infer<typeof policySchema>;
