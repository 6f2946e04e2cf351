import { z } from 'zod';

const text = z.string();
const sha256 = text.regex(/^[0-9a-f]{64}$/);
const seconds = z.number().nonnegative();

/** What one proof found, as `npm run verify -- <id>` writes it to `.proofs/<id>.json`. */
export const proofSchema = z.strictObject({
  schema: z.literal('rackbook/proof/2'),
  id: text,
  /** ISO 8601 in UTC. */
  takenAt: z.iso.datetime(),
  ok: z.boolean(),
  /** Of the whole run, rounded. */
  seconds,
  tools: z.array(z.strictObject({ name: text, version: text })),
  /** Each file that was read or run, and patterns of which everything was, see `files/recorded-files.ts`. */
  read: z.array(z.strictObject({ path: text, sha256, executable: z.literal(true).optional() })).min(1),
  folders: z.array(text),
  /** Of the network: ordered pairs of zones, and packets that came through and that were refused, as they should. */
  figures: z.strictObject({ pairs: z.int(), allowed: z.int(), denied: z.int() }).optional(),
  /** Of the backup: what was run of the runbooks. */
  backup: z
    .strictObject({
      /** Each command that was run, by runbook and step; `command` is its digest, see `command-digest.ts`. Seconds are rounded. */
      runs: z.array(
        z.strictObject({
          runbook: text,
          step: text,
          command: text.regex(/^[0-9a-f]{16}$/),
          ok: z.boolean(),
          seconds,
          /** What was wrong. */
          detail: text.optional(),
        }),
      ),
      /** How long a whole runbook took, in begun seconds, beside what is promised, and how many bytes it brought back. */
      recoveries: z.array(
        z.strictObject({
          runbook: text,
          seconds: z.int().nonnegative(),
          rtoSeconds: z.int().positive().optional(),
          bytes: z.int().nonnegative(),
        }),
      ),
    })
    .optional(),
  checks: z.array(
    z.strictObject({
      /** `service:pdf`, or `lab:lab` for what concerns all. */
      subject: text.regex(/^[a-z]+:[a-z0-9-]+$/),
      /** `pdf.lab.example.net from home: login`. */
      name: text,
      ok: z.boolean(),
      /** What was seen: `401`, or `wanted 401, got 200`. */
      detail: text,
    }),
  ),
});

export type ProofRecord = z.infer<typeof proofSchema>;
export type ProofCheck = ProofRecord['checks'][number];
export type BackupRun = NonNullable<ProofRecord['backup']>['runs'][number];
export type RecoveryRun = NonNullable<ProofRecord['backup']>['recoveries'][number];
