import { z } from 'zod';
import { variablesSchema } from '../../compose/project/variables-schema.ts';
import { duration, httpUrl, line, port, reference } from '../../parse/scalars.ts';
import { HARDENING_LEVELS } from '../lab/hardening.ts';
import { NOT_SECRET_KEY, notSecretSchema } from '../lab/not-secret-schema.ts';
import { serviceStrictness } from '../lab/strictness.ts';
import { healthSchema } from '../machine/health-schema.ts';
import { dataSchema } from './data-schema.ts';
import { exposeSchema } from './expose-schema.ts';
import { secretSchema } from './secret-schema.ts';

/** Keys by which the inventory says what a service has of the engine beside it: some of its API, or the socket itself. */
export const ENGINE_API_KEY = 'docker-api';
export const ENGINE_SOCKET_KEY = 'docker-socket';
/** Key for all else by which a container gets at its machine. */
export const HOST_ACCESS_KEY = 'host-access';
/** Key for what labels of its containers make the ingress do beyond `expose`. */
export const OWN_ROUTES_KEY = 'own-routes';

/** Sections of the engine's API that can be read without ruling the engine. Writing is not among them: it is as good as root. */
const ENGINE_API = ['containers', 'events', 'images', 'info', 'networks', 'system', 'tasks', 'version', 'volumes'] as const;

const engineApiSchema = z.strictObject({
  container: reference.optional().describe('Container of the fragment that asks'),
  allow: z.array(z.enum(ENGINE_API)).min(1, 'must name what may be read').describe('Sections of the Docker API that it may read'),
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
  [ENGINE_API_KEY]: engineApiSchema
    .optional()
    .describe('What it reads of the Docker Engine; a socket proxy that lets only this through is set beside it, at docker-proxy:2375'),
  [ENGINE_SOCKET_KEY]: line.optional().describe('Why it may hold the Docker socket itself, which is as good as root'),
  [HOST_ACCESS_KEY]: z
    .record(z.string(), line)
    .default({})
    .describe(
      'Why its containers may have what of their machine, each in the word of the project: /proc, SYS_ADMIN, network_mode, privileged',
    ),
  [OWN_ROUTES_KEY]: z
    .record(z.string(), line)
    .default({})
    .describe(
      'Why its labels, or settings of the ingress itself, may make routes that expose does not say, each as the message about it names it',
    ),
  recovery: z
    .strictObject({ rpo: duration.optional(), rto: duration.optional() })
    .default({})
    .describe('What is promised for it, where that is less than its policy promises'),
  data: z.array(dataSchema).default([]).describe('Where it keeps state, and what is decided about backup'),
  secrets: z
    .record(z.string(), secretSchema)
    .default({})
    .describe('Secret files, mounted at /run/secrets/<id>; the values live in the vault, never here'),
  [NOT_SECRET_KEY]: notSecretSchema.describe(
    'What of it only looks like a secret, by the mark that the error about it names, and why it is none',
  ),
  compose: z
    .union([z.record(z.string(), z.unknown()), reference, z.array(reference).min(1)], 'must be a Compose project, or the name of its file')
    .optional()
    .describe('Compose project as upstream has it: inline, or files in the folder of the service; compose.yaml there unless said'),
  project: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]*$/, 'must be lower-case letters, digits, "_" and "-"')
    .optional()
    .describe('What the Compose project is called where it runs today, so that its volumes are kept; the id of the service unless said'),
  profiles: z.array(line).default([]).describe('Profiles of the Compose project that are on'),
  variables: variablesSchema.default({}).describe('Variables of the Compose project; they count before those of the machine and the lab'),
  undecided: serviceStrictness
    .default({})
    .describe('What is only warned of while the service moves in, where that is not what lab.compose says'),
  hardening: z
    .strictObject({ level: z.enum(HARDENING_LEVELS), because: line })
    .optional()
    .describe('How far its containers are narrowed down, where that is not what lab.hardening says, and why'),
});

export type ServiceInput = z.infer<typeof serviceSchema>;
