import { z } from 'zod';

/** `systems.bundle` in the inventory. */
const bundleOptions = z.strictObject({
  limit: z
    .number()
    .int()
    .min(1)
    .max(1024)
    .default(32)
    .describe('MiB that the files of the recovery bundle may have together, before they are packed'),
});

export type BundleOptions = z.infer<typeof bundleOptions>;

export default bundleOptions;
