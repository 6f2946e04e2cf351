import { z } from 'zod';
import {
  anyText,
  byteSize,
  commandLine,
  extensible,
  flag,
  pairs,
  someText,
  text,
  textOrNumber,
  textOrTexts,
  texts,
  whole,
} from './scalars.ts';

export const ulimits = z.record(
  z.string().regex(/^[a-z]+$/, 'must be the name of a limit, such as nofile'),
  z.union([whole, extensible({ soft: whole, hard: whole })], { error: 'must be a whole number, or a map with soft and hard' }),
  { error: 'must be a map' },
);

/** `host:address` in a list, or a map from host to address or addresses. */
export const extraHosts = z.union(
  [
    z.array(text(/^[^\s:=]+[:=].+$/, 'must be host=address')),
    z.record(z.string(), z.union([z.string(), texts], { error: 'must be an address or a list of addresses' })),
  ],
  { error: 'must be a list of host=address or a map' },
);

/** How a service, or a build, takes a secret or a config. */
export const fileGrants = z.array(
  z.union(
    [
      someText,
      extensible({
        source: someText,
        target: anyText.optional(),
        uid: anyText.optional(),
        gid: anyText.optional(),
        mode: textOrNumber.optional(),
      }),
    ],
    {
      error: 'must be a name, or a map with source',
    },
  ),
);

export const build = z.union(
  [
    someText,
    extensible({
      context: anyText.optional(),
      dockerfile: anyText.optional(),
      dockerfile_inline: anyText.optional(),
      entitlements: texts.optional(),
      args: pairs.optional(),
      ssh: pairs.optional(),
      labels: pairs.optional(),
      cache_from: texts.optional(),
      cache_to: texts.optional(),
      no_cache: flag.optional(),
      no_cache_filter: textOrTexts.optional(),
      additional_contexts: pairs.optional(),
      network: anyText.optional(),
      provenance: z.union([z.string(), z.boolean()], { error: 'must be text, true or false' }).optional(),
      sbom: z.union([z.string(), z.boolean()], { error: 'must be text, true or false' }).optional(),
      pull: flag.optional(),
      target: anyText.optional(),
      shm_size: byteSize.optional(),
      extra_hosts: extraHosts.optional(),
      isolation: anyText.optional(),
      privileged: flag.optional(),
      secrets: fileGrants.optional(),
      tags: texts.optional(),
      ulimits: ulimits.optional(),
      platforms: texts.optional(),
    }),
  ],
  { error: 'must be a folder or a map' },
);

/** A command that runs when a container has started, or before it stops. */
export const hook = extensible({
  command: commandLine.refine((command) => command !== null, 'must be text or a list of strings'),
  user: anyText.optional(),
  privileged: flag.optional(),
  working_dir: anyText.optional(),
  environment: pairs.optional(),
});

export const develop = extensible({
  watch: z
    .array(
      extensible({
        path: someText,
        action: z.enum(['rebuild', 'restart', 'sync', 'sync+exec', 'sync+restart']),
        target: anyText.optional(),
        ignore: textOrTexts.optional(),
        include: textOrTexts.optional(),
        initial_sync: flag.optional(),
        exec: hook.optional(),
      }),
    )
    .optional(),
});
