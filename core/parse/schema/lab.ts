import { z } from 'zod';
import { dnsName, duration, httpUrl, line, reference } from './scalars.ts';

export const labSchema = z.strictObject({
  title: line.describe('Name of the lab, shown on every page'),
  summary: line.default('').describe('One sentence about the lab'),
  domain: dnsName.describe('DNS zone of the lab; an exposed `host: pdf` becomes pdf.<domain>'),
  timezone: z
    .string()
    .refine(isTimezone, 'must be an IANA time zone such as Europe/Berlin')
    .default('Etc/UTC')
    .describe('IANA time zone of schedules and containers'),
  owner: line.default('you').describe('Who answers for the lab'),
  'source-url': httpUrl.optional().describe('Web address of the repository’s file view, for links from the site'),
  'status-ttl': duration.default('15m').describe('Age after which a look at the lab counts as unknown'),
  ingress: reference.optional().describe('Service that terminates HTTP for the lab'),
  tunnel: reference.optional().describe('Service that brings requests in from the internet without open ports'),
  prometheus: z
    .strictObject({
      service: reference.describe('Service that is the Prometheus'),
      url: httpUrl.describe('Where `npm run status` asks it'),
    })
    .optional(),
});

export const middlewareSchema = z.strictObject({
  title: line.optional(),
  summary: line.default(''),
  planned: z.boolean().default(false),
  traefik: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .refine((spec) => Object.keys(spec).length === 1, 'must hold exactly one Traefik middleware, such as basicAuth')
    .describe('Native Traefik middleware, pasted as it is in Traefik’s documentation'),
});

function isTimezone(name: string): boolean {
  // Making a format loads the language's data, so the names that the list has are looked up there. It has no aliases.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

export type LabInput = z.infer<typeof labSchema>;
export type MiddlewareInput = z.infer<typeof middlewareSchema>;
