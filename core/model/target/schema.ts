import { z } from 'zod';
import { absolutePath, line, reference } from '../../parse/scalars.ts';

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

export type TargetInput = z.infer<typeof targetSchema>;
