import { z } from 'zod';
import { variablesSchema } from '../../compose/project/variables-schema.ts';
import { absolutePath, dnsName, duration, gitUrl, httpUrl, line, reference } from '../../parse/scalars.ts';
import { HARDENING_LEVELS } from './hardening.ts';
import { NOT_SECRET_KEY, notSecretSchema } from './not-secret-schema.ts';
import { routerSchema } from './router-schema.ts';
import { secretsSchema } from './secrets-schema.ts';
import { labStrictness } from './strictness.ts';

const player = z.union(
  [
    reference,
    z.strictObject({
      service: reference.describe('Service that has the role'),
      system: reference.describe('System that generates for it, where its image does not tell'),
    }),
  ],
  'must be a service, or a map of service and system',
);

/** Of a lab that says nothing of it. */
export const DEFAULT_TIMEZONE = 'Etc/UTC';

export const labSchema = z.strictObject({
  title: line.describe('Name of the lab, shown on every page'),
  summary: line.default('').describe('One sentence about the lab'),
  domain: dnsName.describe('DNS zone of the lab; an exposed `host: pdf` becomes pdf.<domain>'),
  timezone: z
    .string()
    .refine(isTimezone, 'must be an IANA time zone such as Europe/Berlin')
    .default(DEFAULT_TIMEZONE)
    .describe('IANA time zone of schedules and containers'),
  owner: line.default('you').describe('Who answers for the lab'),
  'source-url': httpUrl.optional().describe('Web address of the repository’s file view, for links from the site'),
  'status-ttl': duration.default('15m').describe('Age after which a snapshot of the lab counts as unknown'),
  router: routerSchema.optional().describe('What has the gateway addresses and stands between the networks'),
  ingress: player.optional().describe('Service that terminates HTTP for the lab'),
  bans: z
    .strictObject({
      engine: player.describe('Service that decides on bans'),
      edge: player.optional().describe('Service that carries the bans to the other end of the tunnel'),
      key: reference
        .optional()
        .describe('Secret of the ingress that holds its API key for the engine; <system of the engine>-key unless said'),
      ban: duration.default('4h').describe('Length of a first ban; each further one is longer by as much'),
      allowlist: z.array(reference).default([]).describe('Networks whose addresses are never banned'),
    })
    .optional()
    .describe('Who finds attackers and keeps them out'),
  variables: variablesSchema
    .default({})
    .describe('Variables of all Compose projects, such as PUID; TZ is the time zone of the lab unless said'),
  compose: labStrictness
    .default({ images: 'refuse', data: 'refuse', variables: 'refuse', sockets: 'refuse', routes: 'refuse' })
    .describe('What is only warned of while an existing lab moves in'),
  [NOT_SECRET_KEY]: notSecretSchema.describe(
    'What only looks like a secret anywhere in the inventory, by the mark that the error about it names, and why it is none',
  ),
  limits: z
    .strictObject({
      memory: z
        .string()
        .regex(/^[1-9]\d*[mg]$/, 'must be a size such as 512m or 2g')
        .optional(),
      cpus: z.number().positive().optional(),
      pids: z.int().min(16).default(1024),
    })
    .default({ pids: 1024 })
    .describe('What one container may use, unless its fragment says otherwise'),
  hardening: z
    .enum(HARDENING_LEVELS)
    .default('safe')
    .describe(
      'How far containers are narrowed down beyond what their projects say: safe takes nothing that a working program needs, strict may break some images, none adds nothing',
    ),
  'socket-proxy': z
    .string()
    .max(300, 'must be at most 300 characters')
    .regex(/^[a-zA-Z0-9][\w./:@-]*$/, 'must be the name of an image')
    .optional()
    .describe('Image of the proxies that stand between containers and the socket of their engine; the usual one unless said'),
  'tunnel-network': z
    .cidrv4()
    .default('172.31.255.0/29')
    .describe('Container network of ingress and tunnel, when both run on one engine; nothing else is in it'),
  tunnel: player.optional().describe('Service that brings requests in from the internet without open ports'),
  overrides: z
    .record(z.string(), z.record(z.string(), line))
    .default({})
    .describe(
      'Why a file of overrides/ may decide otherwise than the inventory: by its path, then by what it decides, as the message names it',
    ),
  recovery: z
    .strictObject({
      vault: reference.optional().describe('Service that people keep the secrets of the lab in'),
      git: z
        .strictObject({
          url: gitUrl.describe('Where this repository is cloned from'),
          service: reference.optional().describe('Service of the lab that serves it'),
          kept: line.optional().describe('Where else a copy of it is, outside of the lab'),
        })
        .optional()
        .describe('This repository, without which nothing is built again'),
    })
    .default({})
    .describe('What has to be at hand on the day when the lab is down'),
  secrets: secretsSchema(z.string()).optional(),
  notify: z
    .strictObject({
      webhook: httpUrl.describe('Where a failure is posted to as text, such as a topic of ntfy'),
      token: absolutePath.optional().describe('File on each machine that holds the token for it'),
    })
    .optional()
    .describe('Where a failed backup is reported; without it the journal and the metrics have it'),
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
export type PlayerInput = z.infer<typeof player>;
