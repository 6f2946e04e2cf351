/** Asks from inside a namespace. Reads questions from standard input and ends with it. */

import { createSocket } from 'node:dgram';
import { Agent, type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps, Agent as SecureAgent } from 'node:https';
import { connect, isIP, isIPv6 } from 'node:net';
import { createInterface } from 'node:readline';
import type { TLSSocket } from 'node:tls';
import type { ClientAnswer, ClientFailure, ClientRequest, Question, TcpReach } from './client-messages.ts';

const KEPT_BYTES = 256 * 1024;

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, question } = JSON.parse(line) as { id: number; question: Question };
  process.stdout.write(`${JSON.stringify({ id, answer: await answerTo(question) })}\n`);
});
process.stdin.on('end', () => process.exit(0));

async function answerTo(question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'request':
      return ask(question.request, false);
    case 'flood':
      return flood(question.request, question.count, question.concurrency);
    case 'tcp':
      return tryTcp(question.host, question.port, question.timeoutMs);
    case 'udp':
      return tryUdp(question.host, question.port, question.timeoutMs);
    default:
      return question satisfies never;
  }
}

/** Counts the answers by status, or by the error's code. */
async function flood(request: ClientRequest, count: number, concurrency: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const agent = agentFor(request, concurrency);
  let left = count;
  const one = async () => {
    while (left-- > 0) {
      const answer = await ask(request, agent);
      const key = 'status' in answer ? String(answer.status) : answer.error;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  agent.destroy();
  return counts;
}

function agentFor(request: ClientRequest, maxSockets: number): Agent {
  const options = { keepAlive: true, maxSockets };
  return request.url.startsWith('https:') ? new SecureAgent(options) : new Agent(options);
}

function ask(request: ClientRequest, agent: Agent | false): Promise<ClientAnswer | ClientFailure> {
  const url = new URL(request.url);
  const isSecure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const { timeoutMs = 5_000 } = request;
  const options: RequestOptions & { servername?: string; ca?: string; rejectUnauthorized?: boolean } = {
    host: request.connect?.host ?? name,
    port: request.connect?.port ?? (url.port === '' ? (isSecure ? 443 : 80) : Number(url.port)),
    path: `${url.pathname}${url.search}`,
    method: request.method ?? 'GET',
    headers: { host: url.host, ...request.headers },
    agent,
    ...(request.from === undefined ? {} : { localAddress: request.from }),
    ...(isSecure
      ? { servername: request.servername ?? (isIP(name) === 0 ? name : ''), rejectUnauthorized: request.insecure !== true }
      : {}),
    ...(request.ca === undefined ? {} : { ca: request.ca }),
  };
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.name, message: error.message });
    try {
      const sent = (isSecure ? overHttps : overHttp)(options);
      const deadline = setTimeout(() => {
        sent.destroy(Object.assign(new Error(`no whole answer within ${timeoutMs} ms`), { code: 'ETIMEDOUT' }));
      }, timeoutMs);
      sent.on('response', (response) => {
        // The socket may be gone when the body has come.
        const certificate = certificateOf(response);
        read(response).then((body) => {
          const headers = response.headers as ClientAnswer['headers'];
          resolve({ status: response.statusCode ?? 0, headers, body, ...(certificate === undefined ? {} : { certificate }) });
        }, fail);
      });
      sent.on('error', fail);
      sent.on('close', () => clearTimeout(deadline));
      sent.end(request.body);
    } catch (error) {
      fail(error as Error);
    }
  });
}

async function read(response: IncomingMessage): Promise<string> {
  const kept: Buffer[] = [];
  let left = KEPT_BYTES;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    kept.push(chunk.subarray(0, left));
    left = Math.max(0, left - chunk.length);
  }
  return Buffer.concat(kept).toString('utf8');
}

function certificateOf({ socket }: IncomingMessage): ClientAnswer['certificate'] {
  const certificate = (socket as Partial<TLSSocket>).getPeerCertificate?.();
  if (certificate?.subject === undefined) return undefined;
  return { subject: String(certificate.subject.CN), issuer: String(certificate.issuer.CN), names: certificate.subjectaltname ?? '' };
}

function tryTcp(host: string, port: number, timeoutMs: number): Promise<TcpReach> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const end = (reach: TcpReach) => {
      socket.destroy();
      resolve(reach);
    };
    socket.on('connect', () => end('open'));
    socket.on('timeout', () => end('timeout'));
    socket.on('error', (error) => end(reachOf(error)));
  });
}

/** Open when a datagram comes back. */
function tryUdp(host: string, port: number, timeoutMs: number): Promise<TcpReach> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    let isOver = false;
    const end = (reach: TcpReach) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(deadline);
      socket.close();
      resolve(reach);
    };
    const deadline = setTimeout(() => end('timeout'), timeoutMs);
    socket.on('message', () => end('open'));
    socket.on('error', (error) => end(reachOf(error)));
    // Only a connected socket hears that its datagram was refused.
    socket.connect(port, host, (error?: Error) => (error === undefined ? socket.send('hello') : end(reachOf(error))));
  });
}

function reachOf(error: NodeJS.ErrnoException): TcpReach {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ETIMEDOUT':
      return 'timeout';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EACCES':
      return 'unreachable';
    default:
      return error.code ?? error.name;
  }
}
