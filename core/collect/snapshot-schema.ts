import { z } from 'zod';
import type { Snapshot } from '../contract.ts';
import type { SubjectId } from '../model/node.ts';

/** Characters that a message may have; longer ones are cut by the collectors' runner. */
export const MESSAGE_LIMIT = 300;

const text = (max: number) => z.string().max(max);
const moment = z.iso.datetime({ offset: false });
const subject = z
  .string()
  .max(64)
  .regex(/^(lab|network|host|guest|service|middleware|target|repository|policy):[a-z0-9]+(-[a-z0-9]+)*$/)
  .meta({ description: 'One thing of the lab: kind, colon, id.' }) as unknown as z.ZodType<SubjectId>;
const sourceId = z.string().min(1).max(100);

export const sourceSchema = z.strictObject({
  id: sourceId,
  title: text(100),
  ok: z.boolean(),
  error: text(MESSAGE_LIMIT).optional().meta({ description: 'Why it could not be asked.' }),
  durationMs: z.number().min(0),
});

export const observationSchema = z.strictObject({
  subject,
  check: z.string().min(1).max(200).meta({ description: 'Names the check within its subject.' }),
  state: z.enum(['up', 'degraded', 'down', 'unknown']),
  message: text(MESSAGE_LIMIT).optional(),
  value: z.number().optional(),
  unit: z.enum(['ms', 's', 'days', 'ratio', 'bytes', 'count']).optional(),
  observedAt: moment,
  source: sourceId,
});

export const driftSchema = z.strictObject({
  subject,
  kind: z.enum(['missing', 'undeclared', 'image', 'stopped']),
  declared: text(MESSAGE_LIMIT).optional(),
  actual: text(MESSAGE_LIMIT).optional(),
  message: text(MESSAGE_LIMIT),
  source: sourceId,
});

/** The shape of `.rackbook/snapshot.json`. Limits keep a hostile or broken file from filling a page or the memory. */
export const snapshotSchema = z
  .strictObject({
    $schema: z.string().max(300).optional(),
    schema: z.literal('rackbook/snapshot/1'),
    takenAt: moment.meta({ description: 'When the snapshot began, in UTC.' }),
    ttlSeconds: z.number().int().min(1).meta({ description: 'After this many seconds every state counts as unknown.' }),
    demo: z.boolean().optional().meta({ description: 'A demo played the lab.' }),
    sources: z.array(sourceSchema).max(1000),
    observations: z.array(observationSchema).max(100_000),
    drift: z.array(driftSchema).max(10_000),
  })
  .meta({ title: 'Rackbook snapshot', description: 'The state of the lab at one moment, as the collectors saw it.' });

/** JSON Schema (draft 2020-12) of a snapshot, as `public/schema/snapshot.schema.json` publishes it; ends with a newline. */
export function snapshotJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(snapshotSchema), null, 2)}\n`;
}

/** Compile-time proof that what the schema takes is a {@link Snapshot}. */
export const asSnapshot = (value: z.infer<typeof snapshotSchema>): Snapshot => {
  const { $schema: _, ...rest } = value;
  return rest as Snapshot;
};
