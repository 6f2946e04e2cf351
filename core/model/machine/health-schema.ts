import { z } from 'zod';
import { line, port } from '../../parse/scalars.ts';

export const healthSchema = z
  .strictObject({
    http: z
      .string()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
      .regex(/^\/[^\s\u0000-\u001f\u007f-\u009f]*$/, 'must be a path that starts with /')
      .optional()
      .describe('Path to ask for'),
    status: z.array(z.int().min(100).max(599)).min(1).optional().describe('HTTP statuses that mean up; 200 to 399 unless said'),
    scheme: z.enum(['http', 'https']).optional(),
    port: port.optional().describe('Port to ask; the exposed one unless said'),
    tcp: port.optional().describe('Port that must accept a connection'),
    none: line.optional().describe('Why nothing can be checked'),
  })
  .refine(
    (health) => [health.http, health.tcp, health.none].filter((kind) => kind !== undefined).length === 1,
    'must have exactly one of http, tcp and none',
  );

export type HealthInput = z.infer<typeof healthSchema>;
