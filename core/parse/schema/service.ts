import { z } from 'zod';
import { healthSchema } from './machine.ts';
import { dnsName, duration, httpUrl, line, port, reference, UNSEEN_IN_PATH } from './scalars.ts';

const exposeSchema = z.strictObject({
  host: dnsName.describe('First labels of the hostname below the lab’s domain; `@` is not allowed'),
  container: reference.optional().describe('Container of the fragment that answers'),
  port: port.describe('Port that the container or the machine listens on'),
  scheme: z.enum(['http', 'https']).default('http').describe('What the service itself speaks'),
  to: z.array(z.enum(['lan', 'tunnel'])).min(1, 'must name who may reach it: lan, tunnel or both'),
  middlewares: z.array(reference).default([]),
  access: reference.optional().describe('Access policy that the edge asks of everybody who comes through the tunnel'),
  'access-audience': z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be an audience tag: 64 hexadecimal digits')
    .optional()
    .describe('Audience tag of the Access application, as Terraform prints it; with it the tunnel checks the login again'),
  open: line.optional().describe('Why it is right that no login stands before it'),
});

/** Sections of the Docker API that can be read without ruling the engine. Writing is not among them: it is as good as root. */
const DOCKER_API = ['containers', 'events', 'images', 'info', 'networks', 'system', 'tasks', 'version', 'volumes'] as const;

const dockerApiSchema = z.strictObject({
  container: reference.optional().describe('Container of the fragment that asks'),
  allow: z.array(z.enum(DOCKER_API)).min(1, 'must name what may be read').describe('Sections of the Docker API that it may read'),
});

const owner = z
  .string()
  .regex(/^\d{1,10}:\d{1,10}$/, 'must be user and group as numbers, such as "1000:1000"')
  .describe('User and group that the folder is made for, as numbers');

const dataSchema = z.strictObject({
  path: z
    .string()
    .regex(new RegExp(`^(/|\\./|[a-zA-Z0-9])[^${UNSEEN_IN_PATH}]*$`), 'must be an absolute path, ./path or the name of a volume')
    .refine((path) => !path.split('/').includes('..'), 'must not contain ".."'),
  what: line.default('data'),
  owner: owner.optional(),
  quiesce: z
    .enum(['dump', 'stop', 'snapshot', 'none'])
    .optional()
    .describe('How it holds still while it is copied; the folder of a database is dumped, what lies in a snapshot is read from that'),
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
  uses: z.array(reference).default([]).describe('Services that it talks to and can do without'),
  'docker-api': dockerApiSchema
    .optional()
    .describe('What it reads of the Docker Engine; a socket proxy that lets only this through is set beside it, at docker-proxy:2375'),
  'docker-socket': line.optional().describe('Why it may hold the Docker socket itself, which is as good as root'),
  recovery: z
    .strictObject({ rpo: duration.optional(), rto: duration.optional() })
    .default({})
    .describe('What is promised for it, where that is less than its policy promises'),
  data: z.array(dataSchema).default([]).describe('Where it keeps state, and what is decided about backup'),
  secrets: z
    .record(
      z.string(),
      z.strictObject({
        what: line,
        container: reference.optional(),
        kept: line.optional().describe('Where it can be read when the whole lab is down: a place outside of it'),
      }),
    )
    .default({})
    .describe('Secret files, mounted at /run/secrets/<id>; the values live in the vault, never here'),
  compose: z.record(z.string(), z.unknown()).optional().describe('Native Compose fragment, pasted from upstream'),
});

export type ServiceInput = z.infer<typeof serviceSchema>;
export type ExposeInput = z.infer<typeof exposeSchema>;
export type DataInput = z.infer<typeof dataSchema>;
