import { type ClientRequest, type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { getCACertificates } from 'node:tls';
import { PrometheusDriver } from 'prometheus-query';
import { coded, errorWords } from '../../../core/collect/error-words.ts';
import { readAnswer } from '../../../core/collect/read-answer.ts';
import type { CollectorIo } from '../../../core/contract.ts';

/** Milliseconds for one answer. */
const ANSWER_MS = 5000;

/** A client for the declared address, by way of `io.route`, that takes no proxy from the environment and follows no redirect. */
export function openPrometheus(url: URL, io: CollectorIo): PrometheusDriver {
  return new PrometheusDriver({
    endpoint: url.origin,
    baseURL: `${url.pathname.replace(/\/$/, '')}/api/v1`,
    requestInterceptor: {
      // The driver's own way of asking would read an answer of any kind; this one is bounded like that of every collector.
      onFulfilled: (config) => ({
        ...config,
        adapter: async (asked) => {
          const path = `${asked.baseURL?.slice(url.origin.length)}/${asked.url}?${String(asked.params)}`;
          return { data: await ask(url, path, io), status: 200, statusText: '', headers: {}, config: asked };
        },
      }),
    },
  });
}

async function ask(url: URL, path: string, io: CollectorIo): Promise<unknown> {
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(ANSWER_MS)]);
  const answer = await send(url, path, io, signal).catch((error: unknown) => {
    throw signal.aborted ? coded('ETIMEDOUT') : error;
  });
  if (answer.statusCode === 200) return readAnswer(answer, io.budget, signal);
  answer.destroy();
  throw new Error(`status ${answer.statusCode}`);
}

function send(url: URL, path: string, io: CollectorIo, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const login = [url.username, url.password].map(decodeURIComponent).join(':');
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options: RequestOptions & { readonly servername?: string } = {
    ...io.route(name, Number(url.port) || (secure ? 443 : 80)),
    path,
    headers: { host: url.host, accept: 'application/json' },
    ...(url.username === '' ? {} : { auth: login }),
    agent: false,
    signal,
    ...(secure && io.ca !== undefined ? { ca: [...getCACertificates('default'), io.ca] } : {}),
    ...(secure && isIP(name) === 0 ? { servername: name } : {}),
  };
  const begin: (options: RequestOptions, answered: (answer: IncomingMessage) => void) => ClientRequest = secure
    ? secureRequest
    : plainRequest;
  begin(options, resolve).on('error', reject).end();
  return promise;
}

/** Why a query failed. The client rejects with plain objects, and throws type errors on answers of another shape. */
export function queryError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'failed';
  const { errorType, code, error: text } = error as Record<string, unknown>;
  const status = /^status (\d{3})$/.exec(typeof text === 'string' ? text : '')?.[1];
  if (status !== undefined) return `answered with status ${status}`;
  if (errorType === 'client_error' || error instanceof Error) return errorWords(coded('ERR_BAD_SHAPE'));
  return errorWords({ code });
}
