import { z } from 'zod';
import type { Snapshot } from '../contract.ts';
import type { SubjectId } from '../model/node.ts';

/** Characters that a message may have; longer ones are cut by the collectors' runner. */
export const MESSAGE_LIMIT = 300;
/** Parts that a message may have. */
export const PARTS_LIMIT = 20;

/** A commit as Git describes it in full. */
export const REVISION = /^[0-9a-f]{40,64}(-dirty)?$/;

const text = (max: number) => z.string().max(max);
const moment = z.iso.datetime({ offset: false });
const subject = z
  .string()
  .max(64)
  .regex(/^(lab|network|host|guest|service|middleware|target|repository|policy):[a-z0-9]+(-[a-z0-9]+)*$/)
  .meta({ description: 'One thing of the lab: kind, colon, id.' }) as unknown as z.ZodType<SubjectId>;
const instant = z.iso
  .datetime({ offset: false })
  .meta({ description: 'An instant in UTC; how long ago that is, is said where it is shown.' });
const phrase = z
  .union([
    text(MESSAGE_LIMIT),
    z
      .array(
        z.union([
          text(MESSAGE_LIMIT),
          z.strictObject({ ago: instant }),
          z.strictObject({ ends: instant }),
          z.strictObject({ value: z.number(), unit: z.enum(['ms', 's', 'ratio', 'bytes', 'count']) }),
          z.strictObject({ limit: z.number().min(0).meta({ description: 'A span that was promised, in seconds.' }) }),
          z.strictObject({ quote: text(MESSAGE_LIMIT).meta({ description: 'What a source says in its own words.' }) }),
        ]),
      )
      .max(PARTS_LIMIT),
  ])
  .meta({ description: 'A sentence: text, or text with values in it.' });
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
  message: phrase.optional(),
  value: z.number().optional(),
  unit: z.enum(['ms', 's', 'ratio', 'bytes', 'count']).optional(),
  at: moment.optional().meta({ description: 'The instant that the check found, such as the end of a certificate.' }),
  revision: z.string().regex(REVISION).optional().meta({
    description: 'Commit of the repository that what was found is from, in hex; `-dirty` stands behind one with changes beside it.',
  }),
  observedAt: moment,
  source: sourceId,
});

export const driftSchema = z.strictObject({
  subject,
  kind: z.enum(['missing', 'undeclared', 'image', 'stopped', 'files']),
  declared: text(MESSAGE_LIMIT).optional(),
  actual: text(MESSAGE_LIMIT).optional(),
  message: phrase,
  source: sourceId,
});

/** The shape of `.rackbook/snapshot.json`. Limits keep a hostile or broken file from filling a page or the memory. */
export const snapshotSchema = z
  .strictObject({
    $schema: z.string().max(300).optional(),
    schema: z.literal('rackbook/snapshot/2'),
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
