import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Something that listens on this machine alone. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Ends it and every connection to it. */
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** Answers a request, or leaves it to the next handler. `secure` certificates make it HTTPS. */
export type Handler = (request: { readonly host: string; readonly url: URL }) => Answer | undefined;

export const LOOPBACK = '127.0.0.1';

/** Milliseconds that a connection may take. */
const CONNECTION_MS = 10_000;
const CONNECTIONS = 256;

export const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value), type: 'application/json' });

/** Serves the handlers over HTTP, or HTTPS when there are certificates; no handler knows a path: 404. */
export async function serve(handlers: readonly Handler[], certificates?: ServerOptions): Promise<Listener> {
  const listener: RequestListener = (request, response) => {
    const answer = answerOf(handlers, request);
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain; charset=utf-8' }).end(answer.body);
  };
  const server = certificates ? createHttpsServer(certificates, listener) : createHttpServer(listener);
  server.maxConnections = CONNECTIONS;
  server.requestTimeout = CONNECTION_MS;
  server.setTimeout(CONNECTION_MS);
  // A client that goes away in the middle of a handshake is no event here.
  server.on('tlsClientError', () => undefined);
  server.on('clientError', (_error, socket) => void socket.destroy());
  return listen(server);
}

async function listen(server: Server): Promise<Listener> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, LOOPBACK, resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    host: LOOPBACK,
    port,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function answerOf(handlers: readonly Handler[], request: IncomingMessage): Answer {
  // The base is never shown; it makes a path into an address.
  const target = `http://demo${request.url?.startsWith('/') ? request.url : '/'}`;
  if (!URL.canParse(target)) return { status: 400, body: 'bad request\n' };
  const asked = { host: (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, ''), url: new URL(target) };
  for (const handler of handlers) {
    const answer = handler(asked);
    if (answer) return answer;
  }
  return { status: 404, body: 'nothing is here\n' };
}
