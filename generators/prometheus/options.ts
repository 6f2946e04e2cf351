import { z } from 'zod';
import { reference } from '../../core/parse/scalars.ts';

/** `systems.prometheus` in the inventory. */
export default z.strictObject({
  'node-exporters': z
    .array(reference)
    .default([])
    .describe('Services that are the node_exporter of Debian’s package; those with a project need none'),
});
