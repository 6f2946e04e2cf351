import { type ZodType, z } from 'zod';
import { line } from '../../parse/scalars.ts';
import { machine } from '../machine/schema.ts';
import { snapshotsSchema } from './snapshots-schema.ts';

/** `hypervisors` are what a host says of itself under the id of each system that can run guests on it. */
export function hostSchema(hypervisors: Readonly<Record<string, ZodType<{ readonly node: string }>>>) {
  const optional = Object.entries(hypervisors).map(([id, schema]) => [id, schema.optional()] as const);
  return z.strictObject({
    ...machine,
    role: line.describe('What it is for, in words'),
    ...Object.fromEntries(optional),
    snapshots: snapshotsSchema.optional(),
  });
}

export type HostInput = z.infer<ReturnType<typeof hostSchema>>;
