import { z } from 'zod';

/** What asks the API of Proxmox VE, each with a user and a token of its own. */
export const API_TOOLS = ['terraform', 'status', 'prometheus', 'update'] as const;

export type ApiTool = (typeof API_TOOLS)[number];

/** `systems.proxmox.access` in the inventory. */
export const accessOptions = z.strictObject({
  tools: z
    .array(z.enum(API_TOOLS))
    .min(1)
    .refine((tools) => new Set(tools).size === tools.length, 'must name each once')
    .default([...API_TOOLS])
    .describe(
      'terraform makes guests, status and prometheus look, update takes snapshots and backups before a change and goes back to them',
    ),
});

export type AccessOptions = z.output<typeof accessOptions>;
