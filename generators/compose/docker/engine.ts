import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent } from 'node:https';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import Docker from 'dockerode';
import type { ZodType } from 'zod';
import { coded } from '../../../core/collect/error-words.ts';
import { readAnswer } from '../../../core/collect/read-answer.ts';
import type { CollectorIo } from '../../../core/contract.ts';
import { withoutRedirects } from './without-redirects.ts';

/** Milliseconds for one answer. */
const ANSWER_MS = 5000;

/** How to talk to an engine once its declared endpoint has been routed. */
export type Transport =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'https'; readonly host: string; readonly port: number; readonly servername: string; readonly ca?: string };

/** Asks an engine; throws errors that `errorWords` can say, or with a `statusCode`. */
export interface EngineClient {
  get<T>(path: string, query: Readonly<Record<string, string>>, shape: ZodType<T>): Promise<T>;
}

/** An engine's API, read only, with a bound on time and size. Nothing is taken from `DOCKER_HOST`. */
export function openEngine(transport: Transport, { signal, budget }: Pick<CollectorIo, 'signal' | 'budget'>): EngineClient {
  // The API version stays unset, so that old and new engines answer. Undefined keys keep the environment out.
  const nothing = {
    host: undefined,
    port: undefined,
    socketPath: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    username: undefined,
    timeout: undefined,
    pathPrefix: '/',
  };
  const docker = withoutRedirects(new Docker({ ...nothing, ...connection(transport) } as unknown as Docker.DockerOptions));
  return {
    async get(path, query, shape) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
      const answer = await dial(docker, path, query, limited).catch((error: unknown) => {
        throw limited.aborted ? coded('ETIMEDOUT') : error;
      });
      const parsed = shape.safeParse(await readAnswer(answer, budget, limited));
      if (!parsed.success) throw coded('ERR_BAD_SHAPE');
      return parsed.data;
    },
  };
}

function connection(transport: Transport): Record<string, unknown> {
  switch (transport.kind) {
    case 'unix':
      return { socketPath: transport.path, protocol: 'http' };
    case 'tcp':
      return { host: transport.host, port: transport.port, protocol: 'http' };
    case 'https': {
      const own = clientCertificate();
      const ca = [transport.ca, own.ca].flatMap((pem) => pem ?? []);
      const trust = ca.length === 0 ? {} : { ca: [...getCACertificates('default'), ...ca] };
      const servername = isIP(transport.servername) === 0 ? { servername: transport.servername } : {};
      return { host: transport.host, port: transport.port, protocol: 'https', agent: new Agent({ ...own, ...trust, ...servername }) };
    }
  }
}

/** The user's own certificate for engines, where Docker's command line keeps it. */
function clientCertificate(): { ca?: string; cert?: string; key?: string } {
  const folder = process.env['DOCKER_CERT_PATH'];
  if (folder === undefined || folder === '') return {};
  const read = (name: string): string => readFileSync(join(folder, `${name}.pem`), 'utf8');
  return { ca: read('ca'), cert: read('cert'), key: read('key') };
}

// The client would collect an answer of any size; as a stream it is ours to read.
async function dial(docker: Docker, path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<IncomingMessage> {
  const any = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [index + 100, true]));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    // An answer that asks for another protocol is none to Node, which then waits for ever.
    signal.addEventListener('abort', () => reject(coded('ETIMEDOUT')), { once: true });
    const options = {
      path: Object.keys(query).length === 0 ? path : `${path}?`,
      method: 'GET',
      options: { ...query },
      isStream: true,
      statusCodes: any,
      abortSignal: signal,
    };
    docker.modem.dial(options, (error: unknown, given: unknown) =>
      error === null || error === undefined ? resolve(given as IncomingMessage) : reject(error as Error),
    );
  });
  const status = answer.statusCode ?? 0;
  if (status === 200) return answer;
  answer.destroy();
  throw Object.assign(new Error(`status ${status}`), { statusCode: status });
}
