import { z } from 'zod';
import { anyText, extensible, flag, options, pairs, someText, text, textOrTexts } from './scalars.ts';

/** `external: { name: … }` is the old way to say `external: true` with `name:`. */
const external = z.union([flag, extensible({ name: anyText.optional() })], { error: 'must be true or false' });

const prefix = text(/^[0-9a-fA-F.:]+\/\d{1,3}$/, 'must be a subnet such as 172.28.0.0/16');

export const networkResource = extensible({
  name: anyText.optional(),
  driver: anyText.optional(),
  driver_opts: options.optional(),
  ipam: extensible({
    driver: anyText.optional(),
    config: z
      .array(
        extensible({
          subnet: prefix.optional(),
          ip_range: prefix.optional(),
          gateway: anyText.optional(),
          aux_addresses: z.record(z.string(), z.string()).optional(),
        }),
      )
      .optional(),
    options: z.record(z.string(), z.string()).optional(),
  }).optional(),
  external: external.optional(),
  internal: flag.optional(),
  enable_ipv4: flag.optional(),
  enable_ipv6: flag.optional(),
  attachable: flag.optional(),
  labels: pairs.optional(),
}).nullable();

export const volumeResource = extensible({
  name: anyText.optional(),
  driver: anyText.optional(),
  driver_opts: options.optional(),
  external: external.optional(),
  labels: pairs.optional(),
})
  .refine(
    (volume) =>
      volume.external === undefined || volume.external === false || !['driver', 'driver_opts', 'labels'].some((key) => key in volume),
    'it is external, so it must have no driver, driver_opts or labels of its own',
  )
  .nullable();

const file = {
  name: anyText.optional(),
  file: anyText.optional(),
  environment: anyText.optional(),
  external: external.optional(),
  labels: pairs.optional(),
  template_driver: anyText.optional(),
};

function oneSource(keys: readonly string[]) {
  return [
    (resource: Record<string, unknown>) => keys.filter((key) => resource[key] !== undefined && resource[key] !== false).length === 1,
    `it must have exactly one of ${keys.join(', ')}`,
  ] as const;
}

export const configResource = extensible({ ...file, content: anyText.optional() }).refine(
  ...oneSource(['file', 'environment', 'content', 'external']),
);

export const secretResource = extensible({ ...file, driver: anyText.optional(), driver_opts: options.optional() }).refine(
  ...oneSource(['file', 'environment', 'external', 'driver']),
);

export const modelResource = extensible({
  name: anyText.optional(),
  model: someText,
  context_size: z.int().optional(),
  runtime_flags: z.array(z.string()).optional(),
});

export const include = z.array(
  z.union([someText, extensible({ path: textOrTexts, env_file: textOrTexts.optional(), project_directory: anyText.optional() })], {
    error: 'must be a path, or a map with path',
  }),
  { error: 'must be a list' },
);
