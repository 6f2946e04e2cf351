import { z } from 'zod';

const hostname = z.string().regex(/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a hostname');
const seconds = z.string().regex(/^\d+(ms|s|m)$/, 'must be a duration such as 30s');
const CATCH_ALL = 'http_status:404';

/**
 * `access` of a rule: cloudflared then refuses requests without a valid login. Without a tag it would refuse every client, and with tags and
 * no team it refuses the file.
 */
const access = z.strictObject({
  required: z.literal(true),
  teamName: z.string().regex(/^[a-z0-9-]+$/, 'must be the name of a Zero Trust team'),
  audTag: z.array(z.string().regex(/^[0-9a-f]{64}$/, 'must be an audience tag')).min(1),
});

const originRequest = z.strictObject({
  originServerName: hostname.optional(),
  connectTimeout: seconds.optional(),
  access: access.optional(),
});

/**
 * The part of cloudflared's `config.yml` that Rackbook writes, stricter than the program: every rule but the last has a hostname of its own
 * that no earlier rule takes, hands over TLS with the right name, and the last answers 404. Mirrors `config/configuration.go` and
 * `ingress/ingress.go` of cloudflare/cloudflared 2026.8.2.
 */
export const configSchema = z.strictObject({
  tunnel: z.guid(),
  'credentials-file': z.string().startsWith('/'),
  metrics: z.string().regex(/^[\d.]+:\d+$/, 'must be an address and a port'),
  'no-autoupdate': z.boolean(),
  ingress: z
    .array(z.strictObject({ hostname: hostname.optional(), service: z.string(), originRequest: originRequest.optional() }))
    .superRefine((rules, context) => {
      for (const [path, message] of faults(rules)) context.addIssue({ code: 'custom', path, message, input: rules });
    }),
});

type Rules = readonly { hostname?: string | undefined; service: string; originRequest?: z.infer<typeof originRequest> | undefined }[];

function* faults(rules: Rules): Iterable<[(string | number)[], string]> {
  const last = rules.at(-1);
  if (last?.hostname !== undefined || last?.service !== CATCH_ALL)
    yield [[Math.max(0, rules.length - 1)], `the last rule must be ${CATCH_ALL} for every hostname`];
  const seen = new Set<string>();
  for (const [index, rule] of rules.slice(0, -1).entries()) {
    if (rule.hostname === undefined) yield [[index], 'a rule without a hostname hides all that follow'];
    else if (seen.has(rule.hostname) || seen.has(rule.hostname.replace(/^[^.]+/, '*')))
      yield [[index, 'hostname'], 'an earlier rule takes this hostname'];
    if (!/^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(rule.service)) yield [[index, 'service'], 'must be the address of the ingress'];
    if (rule.service.startsWith('https:') && rule.originRequest?.originServerName !== rule.hostname)
      yield [[index, 'originRequest'], 'originServerName must be the hostname, or the certificate does not fit'];
    if (rule.hostname !== undefined) seen.add(rule.hostname);
  }
}
