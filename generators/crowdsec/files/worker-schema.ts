import { z } from 'zod';

const id = z.string().regex(/^([0-9a-f]{32}|\$\{[A-Z_]+\})$/, 'must be 32 hexadecimal digits or a variable such as ${CLOUDFLARE_ZONE}');
const secret = z.string().regex(/^\$\{[A-Z_]+\}$/, 'must be a variable such as ${CLOUDFLARE_TOKEN}; a secret never stands in this file');
const goDuration = z.string().regex(/^(\d+(ms|h|m|s))+$/, 'must be a Go duration such as 15s');
const action = z.enum(['ban', 'captcha']);

const zone = z
  .strictObject({
    zone_id: id,
    actions: z.array(action).min(1),
    default_action: action,
    routes_to_protect: z.array(
      z
        .string()
        .max(255)
        .regex(/^(\*\.?)?[a-z0-9.-]+\/\S*$/, 'must be a route such as pdf.example.net/*'),
    ),
    turnstile: z.strictObject({
      enabled: z.boolean(),
      rotate_secret_key: z.boolean().optional(),
      rotate_secret_key_every: goDuration.optional(),
      mode: z.enum(['managed', 'invisible', 'non-interactive']).optional(),
    }),
  })
  .refine(({ actions, turnstile }) => !actions.includes('captcha') || turnstile.enabled, 'must enable turnstile for captcha')
  .refine(({ actions, default_action }) => actions.includes(default_action), 'must have its default_action among its actions');

/**
 * Configuration of crowdsec-cloudflare-worker-bouncer, as pkg/cfg/config.go, pkg/cfg/logging.go and cmd/root.go of its version 0.0.18 read
 * it. Stricter than these: the bouncer takes unknown keys in silence, and one that is spelled wrong would just not count. Keys that
 * Rackbook never writes are left out.
 */
export const workerSchema = z.strictObject({
  crowdsec_config: z.strictObject({
    lapi_url: z.url({ protocol: /^https?$/ }).endsWith('/', 'must end with a slash'),
    lapi_key: secret,
    update_frequency: goDuration,
    include_scenarios_containing: z.array(z.string()).optional(),
    exclude_scenarios_containing: z.array(z.string()).optional(),
    only_include_decisions_from: z.array(z.enum(['crowdsec', 'cscli', 'CAPI', 'lists', 'console'])).optional(),
  }),
  cloudflare_config: z.strictObject({
    accounts: z
      .array(
        z.strictObject({
          id,
          token: secret,
          account_name: z
            .string()
            .regex(/^[\p{L}\p{N} ._\-()&+@:,]*$/u)
            .optional(),
          ban_template: z.string().optional(),
          zones: z.array(zone),
        }),
      )
      .min(1)
      .refine((accounts) => allDiffer(accounts.map((account) => account.id)), 'must not name an account twice')
      .refine((accounts) => allDiffer(accounts.flatMap(({ zones }) => zones.map(({ zone_id }) => zone_id))), 'must not name a zone twice'),
  }),
  log_mode: z.enum(['stdout', 'file']),
  log_level: z.enum(['trace', 'debug', 'info', 'warning', 'error']),
  prometheus: z.strictObject({
    enabled: z.boolean(),
    listen_addr: z.string(),
    listen_port: z.string().regex(/^\d{1,5}$/, 'must be a port, in quotes'),
  }),
});

export type WorkerConfig = z.infer<typeof workerSchema>;

function allDiffer(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
