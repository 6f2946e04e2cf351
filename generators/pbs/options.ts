import { z } from 'zod';

const access = z.strictObject({
  tools: z
    .array(z.enum(['status', 'prometheus']))
    .refine((tools) => new Set(tools).size === tools.length, 'must name each once')
    .default(['status', 'prometheus'])
    .describe('What may look at the server, beside the hosts that write to it'),
});

/** `systems.pbs` in the inventory. */
const pbsOptions = z.strictObject({
  access: access
    .optional()
    .describe(
      'Users and tokens of who writes to the server and who looks at it, each with what it needs and no more; made by hand unless said',
    ),
});

export default pbsOptions;
