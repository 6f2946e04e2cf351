import { z } from 'zod';

/** `systems.cloudflared` in the inventory: the tunnel itself. The generator `cloudflare` reads it too, for its DNS records. */
const cloudflaredOptions = z
  .strictObject({
    tunnel: z
      .string()
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a UUID in lower case')
      .optional()
      .describe('Id of the tunnel, as `cloudflared tunnel create` prints it; without it the tunnel is left to whoever holds its token'),
    team: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be the first label of <team>.cloudflareaccess.com')
      .optional()
      .describe('Name of the Zero Trust team, which signs the logins'),
  })
  // Without the team's name cloudflared refuses a file with audience tags.
  .refine(({ tunnel, team }) => tunnel === undefined || team !== undefined, 'must have team beside tunnel');

export type CloudflaredOptions = z.infer<typeof cloudflaredOptions>;

export default cloudflaredOptions;
