import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** The token that it knows. */
export const TOKEN = 'a-token-of-the-stand-in';

type Entry = Record<string, unknown> & { id: number };

const id = z.int().min(1);
const text = z.string().min(1);
const project = z.strictObject({
  name: text,
  alert: z.boolean().optional(),
  alert_chat: z.string().nullish(),
  max_parallel_tasks: z.int().min(0).optional(),
});
const login = z.strictObject({ login: z.string().optional(), password: text });
const ssh = z.strictObject({ login: z.string().optional(), private_key: text });
const survey = z.strictObject({
  name: text,
  title: z.string(),
  description: z.string().optional(),
  type: z.enum(['', 'int', 'enum']),
  required: z.boolean(),
  // Not in the description of the API; releases since 2.10 have it.
  values: z.array(z.strictObject({ name: text, value: text })).optional(),
});
// `type` is not in the description; later releases tell passwords from scripts by it.
const vault = z.strictObject({ id: id.optional(), name: z.string().nullish(), vault_key_id: id, type: z.literal('password').optional() });

/** Bodies of requests, by kind, as the published description of the API has them. A key that it does not have is refused. */
const BODIES = {
  keys: z.discriminatedUnion('type', [
    z.strictObject({ id: id.optional(), project_id: id, name: text, type: z.literal('none') }),
    z.strictObject({ id: id.optional(), project_id: id, name: text, type: z.literal('ssh'), ssh }),
    z.strictObject({ id: id.optional(), project_id: id, name: text, type: z.literal('login_password'), login_password: login }),
  ]),
  repositories: z.strictObject({ id: id.optional(), project_id: id, name: text, git_url: text, git_branch: text, ssh_key_id: id }),
  inventory: z.strictObject({
    id: id.optional(),
    project_id: id,
    name: text,
    inventory: z.string(),
    ssh_key_id: id.optional(),
    become_key_id: id.optional(),
    type: z.enum(['static', 'static-yaml', 'file']),
  }),
  environment: z.strictObject({
    id: id.optional(),
    project_id: id,
    name: text,
    password: z.string().optional(),
    json: jsonText(),
    env: jsonText(),
  }),
  views: z.strictObject({ id: id.optional(), project_id: id, title: text, position: z.int().min(1) }),
  templates: z.strictObject({
    id: id.optional(),
    project_id: id,
    inventory_id: id.optional(),
    repository_id: id,
    environment_id: id,
    view_id: id.optional(),
    vaults: z.array(vault).optional(),
    name: text,
    playbook: text,
    arguments: jsonText(),
    description: z.string().optional(),
    allow_override_args_in_task: z.boolean(),
    limit: z.string().optional(),
    suppress_success_alerts: z.boolean(),
    app: z.enum(['ansible', 'terraform', 'tofu', 'bash']),
    git_branch: z.string().optional(),
    survey_vars: z.array(survey).optional(),
  }),
  schedules: z.strictObject({
    id: id.optional(),
    project_id: id,
    template_id: id,
    name: text,
    active: z.boolean(),
    cron_format: z.string().regex(/^\S+(?: \S+){4}$/),
  }),
};
type Kind = keyof typeof BODIES;

function jsonText() {
  return z.string().refine((value) => JSON.parse(value) !== undefined);
}

/** Lists that have to be asked for in an order. */
const SORTED: readonly string[] = ['keys', 'repositories', 'inventory', 'environment', 'templates'];
/** What the real one answers with when something was made: 204 has no body. */
const MADE: Readonly<Record<Kind, 201 | 204>> = {
  keys: 204,
  repositories: 204,
  inventory: 201,
  environment: 204,
  views: 201,
  templates: 201,
  schedules: 201,
};
/** Which part an id in a body is of. */
const POINTS: readonly (readonly [string, Kind])[] = [
  ['ssh_key_id', 'keys'],
  ['repository_id', 'repositories'],
  ['inventory_id', 'inventory'],
  ['environment_id', 'environment'],
  ['view_id', 'views'],
  ['template_id', 'templates'],
];

/** Semaphore's API as far as it is described in public, with one user and no program behind it. */
export class SemaphoreStandIn {
  readonly requests: string[] = [];
  readonly projects: Entry[] = [];
  readonly parts = Object.fromEntries(Object.keys(BODIES).map((kind) => [kind, [] as Entry[]])) as Record<Kind, Entry[]>;
  readonly #server: Server;
  #ids = 1;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { status, body } = this.#answer(request, Buffer.concat(chunks).toString('utf8'));
      this.requests.push(`${request.method} ${request.url} ${status}`);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(status === 204 ? undefined : JSON.stringify(body));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.#server.close(done));
  }

  #answer({ method = '', url = '', headers }: IncomingMessage, sent: string): { status: number; body?: unknown } {
    if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { error: 'who are you' } };
    const { pathname, searchParams } = new URL(url, 'http://host');
    if (pathname === '/api/projects') {
      if (method === 'GET') return { status: 200, body: this.projects };
      return this.#write(project, sent, (value) => this.#add(this.projects, value), 201);
    }
    const [, owner, kind, which] = /^\/api\/project\/(\d+)\/([a-z]+)(?:\/(\d+))?$/.exec(pathname) ?? [];
    if (!isKind(kind) || !this.projects.some((each) => each.id === Number(owner))) return { status: 404, body: { error: pathname } };
    const entries = this.parts[kind];
    if (which === undefined && method === 'GET') {
      const ordered = searchParams.get('sort') === 'name' && searchParams.get('order') === 'asc';
      if (SORTED.includes(kind) && !ordered) return { status: 400, body: { error: 'sort and order are required' } };
      // A list says nothing of the vaults of a template, and of a key not what it holds.
      return { status: 200, body: entries.map(({ vaults: _, ssh: __, login_password: ___, ...entry }) => entry) };
    }
    if (which === undefined && method === 'POST') return this.#make(kind, Number(owner), sent);
    const there = entries.find((each) => each.id === Number(which));
    if (!there) return { status: 404, body: { error: pathname } };
    if (method === 'GET' && kind !== 'keys') return { status: 200, body: there };
    if (method === 'DELETE') {
      entries.splice(entries.indexOf(there), 1);
      return { status: 204 };
    }
    if (method !== 'PUT') return { status: 405, body: { error: method } };
    return this.#write(
      BODIES[kind],
      sent,
      (value) => (value['id'] === there.id && value['project_id'] === Number(owner) ? Object.assign(there, value) : undefined),
      204,
    );
  }

  #make(kind: Kind, owner: number, sent: string): { status: number; body?: unknown } {
    return this.#write(
      BODIES[kind],
      sent,
      (value) => {
        if (value['project_id'] !== owner || value['id'] !== undefined) return undefined;
        for (const [key, of] of POINTS)
          if (value[key] !== undefined && !this.parts[of].some((each) => each.id === value[key])) return undefined;
        if (kind !== 'templates') return this.#add(this.parts[kind], value);
        if (value['app'] === 'ansible' && value['inventory_id'] === undefined) return undefined;
        const made = this.#add(this.parts.templates, value);
        // It makes a workspace for each template of Terraform.
        if (value['app'] !== 'ansible')
          made['inventory_id'] = this.#add(this.parts.inventory, {
            project_id: owner,
            name: `${String(value['name'])} - default`,
            type: 'terraform-workspace',
            inventory: 'default',
          }).id;
        return made;
      },
      MADE[kind],
    );
  }

  #write(schema: z.ZodType, sent: string, into: (value: Record<string, unknown>) => Entry | undefined, status: 201 | 204) {
    let body: unknown;
    try {
      body = JSON.parse(sent);
    } catch {
      return { status: 400, body: { error: 'no JSON' } };
    }
    const read = schema.safeParse(body);
    if (!read.success) return { status: 400, body: { error: read.error.issues } };
    const entry = into(read.data as Record<string, unknown>);
    return entry ? { status, body: entry } : { status: 400, body: { error: 'an id is not that of what it has to be' } };
  }

  #add(entries: Entry[], value: Record<string, unknown>): Entry {
    const entry = { ...value, id: this.#ids++ };
    entries.push(entry);
    return entry;
  }
}

const isKind = (kind: string | undefined): kind is Kind => kind !== undefined && kind in BODIES;
