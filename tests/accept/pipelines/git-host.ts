import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What the token of a run is; another one is refused. */
export const TOKEN = 'a-token-of-the-stand-in';

export interface Entry {
  readonly id: number;
  readonly number: number;
  readonly user: { readonly login: string };
  body: string;
  title?: string;
  state: 'open' | 'closed';
}

/** The part of the API of Git hosts that the scripts use. It refuses what is not in it: paths, keys and types. */
export class GitHost {
  readonly requests: string[] = [];
  readonly comments: Entry[] = [];
  readonly issues: Entry[] = [];
  readonly environments = new Map<string, unknown>();
  /** Newest commit of every branch. */
  newest = '';
  readonly #self: string;
  readonly #server: Server;
  #ids = 100;

  constructor(self: string) {
    this.#self = self;
    this.#server = createServer(async (request, response) => {
      const text = await bodyOf(request);
      const { status, body } = this.#answer(request, text);
      this.requests.push(`${request.method} ${request.url?.replace(/\?.*/, '')} ${status}`);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/v1`;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.#server.close(done));
  }

  entry(login: string, body: string): Entry {
    const id = this.#ids++;
    return { id, number: id, user: { login }, body, state: 'open' };
  }

  #answer({ method, url = '', headers }: IncomingMessage, text: string): { status: number; body: unknown } {
    if (headers.authorization !== `token ${TOKEN}`) return { status: 401, body: { message: 'not you' } };
    const { pathname, searchParams } = new URL(url, 'http://host');
    const path = /^\/api\/v1\/repos\/own\/lab(\/.*)$/.exec(pathname)?.[1] ?? '';
    const sent = text === '' ? undefined : JSON.parse(text);
    const paged = (entries: readonly Entry[]) => {
      const [size, page] = [Number(searchParams.get('limit')), Number(searchParams.get('page'))];
      return { status: 200, body: entries.slice((page - 1) * size, page * size) };
    };
    const id = Number(/\d+/.exec(path)?.[0]);
    const write = (schema: z.ZodType<Partial<Entry>>, into: (value: Partial<Entry>) => Entry | undefined) => {
      const read = schema.safeParse(sent);
      if (!read.success) return { status: 422, body: { message: read.error.message } };
      const entry = into(read.data);
      return entry ? { status: method === 'POST' ? 201 : 200, body: entry } : { status: 404, body: {} };
    };
    const edit = (entries: readonly Entry[]) => (value: Partial<Entry>) => {
      const found = entries.find((each) => each.id === id);
      return found && Object.assign(found, value);
    };
    const add = (entries: Entry[]) => (value: Partial<Entry>) => {
      const entry = { ...this.entry(this.#self, ''), ...value };
      entries.push(entry);
      return entry;
    };
    switch (`${method} ${path.replace(/\d+/, 'N').replace(/^\/(branches|environments)\/.*/, '/$1/NAME')}`) {
      case 'GET /issues/N/comments':
        return paged(this.comments);
      case 'POST /issues/N/comments':
        return write(BODY, add(this.comments));
      case 'PATCH /issues/comments/N':
        return write(BODY, edit(this.comments));
      case 'GET /issues':
        return paged(this.issues.filter(({ state }) => state === searchParams.get('state')));
      case 'POST /issues':
        return write(z.strictObject({ title: z.string(), body: z.string() }), add(this.issues));
      case 'PATCH /issues/N':
        return write(z.union([BODY, z.strictObject({ state: z.literal('closed') })]), edit(this.issues));
      case 'GET /branches/NAME':
        return { status: 200, body: { commit: { id: this.newest } } };
      case 'GET /environments/NAME': {
        const found = this.environments.get(path.slice('/environments/'.length));
        return found ? { status: 200, body: found } : { status: 404, body: {} };
      }
      default:
        return { status: 404, body: { message: `no ${method} ${path}` } };
    }
  }
}

const BODY = z.strictObject({ body: z.string().min(1).max(65_535) });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
