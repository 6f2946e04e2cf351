/** HTTP, TCP and UDP from inside a network namespace: one long-lived process there answers many questions at once. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ClientAnswer, ClientFailure, ClientRequest, Question, TcpReach } from './client-messages.ts';

export type { ClientAnswer, ClientFailure, ClientRequest, TcpReach } from './client-messages.ts';

export interface NamespaceClient {
  /** Redirects are answers like others. */
  request(request: ClientRequest): Promise<ClientAnswer | ClientFailure>;
  /** Counts the answers by status, or by the error's code. Connections are kept open between requests. */
  flood(request: ClientRequest, count: number, concurrency: number): Promise<Record<string, number>>;
  /** Default 2 seconds. */
  tryTcp(host: string, port: number, timeoutMs?: number): Promise<TcpReach>;
  /** Sends a datagram, which the stand-in sends back: `open`. */
  tryUdp(host: string, port: number, timeoutMs?: number): Promise<TcpReach>;
  /** May be called twice. */
  stop(): Promise<void>;
}

const WORKER = fileURLToPath(new URL('client-worker.ts', import.meta.url));
const REACH_MS = 2_000;
const STOP_MS = 2_000;

/** `enter` are the words that enter the namespace: a namespace's `enter`, an engine's `inNetwork`, or `inContainerNetwork()`. */
export async function startClient(enter: readonly string[]): Promise<NamespaceClient> {
  const [program = process.execPath, ...args] = [...enter, process.execPath, WORKER];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: { ...process.env, NODE_OPTIONS: undefined } });
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2_000);
  });
  child.stdin.on('error', () => {});
  await Promise.race([once(child, 'spawn'), ended]);

  const waiting = new Map<number, (answer: unknown) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, answer } = JSON.parse(line) as { id: number; answer: unknown };
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });

  let last = 0;
  const ask = async <T>(question: Question): Promise<T> => {
    const id = ++last;
    const answer = new Promise<T>((resolve) => waiting.set(id, resolve as (answer: unknown) => void));
    child.stdin.write(`${JSON.stringify({ id, question })}\n`);
    return Promise.race([
      answer,
      ended.then(() => {
        throw new Error(`the client in the namespace has ended: ${said.trim()}`);
      }),
    ]);
  };
  return {
    request: (request) => ask({ kind: 'request', request }),
    flood: (request, count, concurrency) => ask({ kind: 'flood', request, count, concurrency }),
    tryTcp: (host, port, timeoutMs = REACH_MS) => ask({ kind: 'tcp', host, port, timeoutMs }),
    tryUdp: (host, port, timeoutMs = REACH_MS) => ask({ kind: 'udp', host, port, timeoutMs }),
    async stop() {
      child.stdin.end();
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}
