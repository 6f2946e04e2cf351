import { z } from 'zod';
import { healthSchema } from './machine.ts';
import { dnsName, httpUrl, line, port, reference } from './scalars.ts';

const exposeSchema = z.strictObject({
  host: dnsName.describe('First labels of the hostname below the lab’s domain; `@` is not allowed'),
  container: reference.optional().describe('Container of the fragment that answers'),
  port: port.describe('Port that the container or the machine listens on'),
  scheme: z.enum(['http', 'https']).default('http').describe('What the service itself speaks'),
  to: z.array(z.enum(['lan', 'tunnel'])).min(1, 'must name who may reach it: lan, tunnel or both'),
  middlewares: z.array(reference).default([]),
  open: line.optional().describe('Why it is right that no login stands before it'),
});

const dataSchema = z.strictObject({
  path: z
    .string()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^(\/|\.\/|[a-zA-Z0-9])[^\0-\x1f]*$/, 'must be an absolute path, ./path or the name of a volume')
    .refine((path) => !path.split('/').includes('..'), 'must not contain ".."'),
  what: line.default('data'),
  backup: reference.optional().describe('Backup policy, or none with a reason in because'),
  because: line.optional(),
});

export const serviceSchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  'runs-on': reference.describe('Host or guest'),
  network: reference.optional().describe('Lab network that it answers in; the machine’s own unless said'),
  group: line.default('Apps').describe('Heading under which lists and diagrams show it'),
  url: httpUrl.optional().describe('Where a person opens it, when it is not exposed through the ingress'),
  docs: httpUrl.optional().describe('Documentation of the project'),
  icon: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the name of an icon without .svg')
    .optional(),
  expose: z.array(exposeSchema).default([]),
  ports: z
    .array(z.strictObject({ port, protocol: z.enum(['tcp', 'udp']).default('tcp'), what: line }))
    .default([])
    .describe('Ports that it answers on without the ingress'),
  health: healthSchema.optional(),
  needs: z.array(reference).default([]).describe('Services that it cannot work without'),
  data: z.array(dataSchema).default([]).describe('Where it keeps state, and what is decided about backup'),
  secrets: z
    .record(z.string(), z.strictObject({ what: line, container: reference.optional() }))
    .default({})
    .describe('Secret files, mounted at /run/secrets/<id>; the values live in the vault, never here'),
  compose: z.record(z.string(), z.unknown()).optional().describe('Native Compose fragment, pasted from upstream'),
});

export type ServiceInput = z.infer<typeof serviceSchema>;
export type ExposeInput = z.infer<typeof exposeSchema>;
export type DataInput = z.infer<typeof dataSchema>;
