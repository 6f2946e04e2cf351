import { Agent } from 'node:https';
import { isIP } from 'node:net';
import { getCACertificates } from 'node:tls';
import { PrometheusDriver } from 'prometheus-query';
import { coded, errorWords } from '../../../core/collect/error-words.ts';
import type { CollectorIo } from '../../../core/contract.ts';

/** Bytes of one answer; a larger one is refused. */
const ANSWER_LIMIT = 16 * 1024 * 1024;
/** Milliseconds for one answer. */
const ANSWER_MS = 5000;

/** A client for the declared address, by way of `io.route`, that takes no proxy from the environment and follows no redirect. */
export function openPrometheus(url: URL, io: CollectorIo): PrometheusDriver {
  const secure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const { host, port } = io.route(name, Number(url.port) || (secure ? 443 : 80));
  const trust = io.ca === undefined ? {} : { ca: [...getCACertificates('default'), io.ca] };
  const agent = secure ? { httpsAgent: new Agent({ ...trust, ...(isIP(name) === 0 ? { servername: name } : {}) }) } : {};
  return new PrometheusDriver({
    endpoint: `${url.protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`,
    baseURL: `${url.pathname.replace(/\/$/, '')}/api/v1`,
    timeout: ANSWER_MS,
    ...(url.username === '' ? {} : { auth: { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) } }),
    requestInterceptor: {
      onFulfilled: (config) => {
        config.headers.set('Host', url.host);
        return { ...config, ...agent, signal: io.signal, proxy: false, maxRedirects: 0, maxContentLength: ANSWER_LIMIT };
      },
    },
    // Here a failure is still an error with a status; the client would make it an object without one.
    responseInterceptor: {
      onFulfilled: (response) => {
        if (typeof response.data !== 'object') throw coded('ERR_NOT_JSON');
        return response;
      },
      onRejected: (error: { readonly response?: { readonly status?: number } }) => {
        throw error.response?.status === undefined ? error : new Error(`status ${error.response.status}`);
      },
    },
  });
}

/** Why a query failed. The client rejects with plain objects, and throws type errors on answers of another shape. */
export function queryError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'failed';
  const { errorType, code, error: text } = error as Record<string, unknown>;
  const message = typeof text === 'string' ? text : '';
  if (message.includes('maxContentLength')) return errorWords(coded('ERR_BODY_TOO_LARGE'));
  const status = /^status (\d{3})$/.exec(message)?.[1];
  if (status !== undefined) return `answered with status ${status}`;
  if (errorType === 'client_error' || error instanceof Error) return errorWords(coded('ERR_BAD_SHAPE'));
  return errorWords({ code });
}
