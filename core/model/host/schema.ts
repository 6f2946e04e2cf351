import { type ZodType, z } from 'zod';
import { line } from '../../parse/scalars.ts';
import { machine } from '../machine/schema.ts';
import type { Snapshots } from './snapshots.ts';

/** What a host may say depends on the systems. */
interface HostParts {
  /** What it says of itself under the id of each system that can run guests on it. */
  readonly hypervisors: Readonly<Record<string, ZodType<{ readonly node: string }>>>;
  /** What it says of its local snapshots. */
  readonly snapshots: ZodType<Snapshots>;
}

export function hostSchema({ hypervisors, snapshots }: HostParts) {
  const optional = Object.entries(hypervisors).map(([id, schema]) => [id, schema.optional()] as const);
  return z.strictObject({
    ...machine,
    role: line.describe('What it is for, in words'),
    ...Object.fromEntries(optional),
    snapshots: snapshots.describe('Local snapshots of file systems or guests').optional(),
  });
}

export type HostInput = z.infer<ReturnType<typeof hostSchema>>;
