import { z } from 'zod';

// Answers come from a live engine: only what is used is named, anything else may be there, and nothing is trusted.
const text = z.string().max(10_000);
const maybe = text.nullish().transform((value) => value ?? '');

export const info = z.looseObject({ Name: maybe, ServerVersion: maybe });

export const listed = z.looseObject({
  Id: z.string().regex(/^[0-9a-f]{12,64}$/),
  Names: z
    .array(text)
    .nullish()
    .transform((names) => (names ?? []).map((name) => name.replace(/^\//, ''))),
  State: maybe,
  Labels: z
    .record(z.string(), text)
    .nullish()
    .transform((labels) => labels ?? {}),
});
export const listing = z.array(listed).max(5000);

export const inspected = z.looseObject({
  Image: maybe,
  RestartCount: z
    .number()
    .int()
    .nullish()
    .transform((value) => value ?? 0),
  Config: z.looseObject({ Image: maybe }),
  State: z.looseObject({
    Status: maybe,
    ExitCode: z
      .number()
      .int()
      .nullish()
      .transform((value) => value ?? 0),
    OOMKilled: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
    StartedAt: maybe,
    FinishedAt: maybe,
    Health: z
      .looseObject({
        Status: maybe,
        FailingStreak: z
          .number()
          .int()
          .nullish()
          .transform((value) => value ?? 0),
      })
      .nullish(),
  }),
});

export const image = z.looseObject({
  RepoDigests: z
    .array(text)
    .nullish()
    .transform((digests) => digests ?? []),
});

export type Listed = z.infer<typeof listed>;
export type Inspected = z.infer<typeof inspected>;
