import { z } from 'zod';

/** What one proof found, as `npm run verify -- <id>` writes it to `.rackbook/proofs/<id>.json`. */
export const proofSchema = z.strictObject({
  schema: z.literal('rackbook/proof/1'),
  id: z.string(),
  /** ISO 8601 in UTC. */
  takenAt: z.iso.datetime(),
  /** Of the generated files that were proven, see `digest.ts`. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  ok: z.boolean(),
  tools: z.array(z.strictObject({ name: z.string(), version: z.string() })),
  durationMs: z.number().nonnegative(),
  /** Of the network: ordered pairs of zones, and packets that came through and that were refused, as they should. */
  figures: z.strictObject({ pairs: z.int(), allowed: z.int(), denied: z.int() }).optional(),
  /** Of the backup: what was run of the runbooks. */
  backup: z
    .strictObject({
      /** Each command that was run, by runbook and step; `command` is its digest, see `command-digest.ts`. */
      runs: z.array(
        z.strictObject({
          runbook: z.string(),
          step: z.string(),
          command: z.string().regex(/^[0-9a-f]{16}$/),
          ok: z.boolean(),
          ms: z.number().nonnegative(),
          detail: z.string(),
        }),
      ),
      /** How long a whole runbook took, beside what is promised, and how many bytes it brought back. */
      recoveries: z.array(
        z.strictObject({
          runbook: z.string(),
          ms: z.number().nonnegative(),
          rtoSeconds: z.int().positive().optional(),
          bytes: z.int().nonnegative(),
        }),
      ),
    })
    .optional(),
  checks: z.array(
    z.strictObject({
      /** `service:pdf`, or `lab:lab` for what concerns all. */
      subject: z.string().regex(/^[a-z]+:[a-z0-9-]+$/),
      /** `pdf.lab.example.net from home: login`. */
      name: z.string(),
      ok: z.boolean(),
      /** What was seen: `401`, or `wanted 401, got 200`. */
      detail: z.string(),
    }),
  ),
});

export type ProofRecord = z.infer<typeof proofSchema>;
export type ProofCheck = ProofRecord['checks'][number];
export type BackupRun = NonNullable<ProofRecord['backup']>['runs'][number];
export type RecoveryRun = NonNullable<ProofRecord['backup']>['recoveries'][number];
