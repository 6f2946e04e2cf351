const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'closed the connection without an answer',
  EPIPE: 'closed the connection without an answer',
  EHOSTUNREACH: 'cannot be reached from here (no route)',
  ENETUNREACH: 'cannot be reached from here (no route)',
  EHOSTDOWN: 'is not on the network',
  ENOTFOUND: 'has a name that the resolver does not know',
  EAI_AGAIN: 'has a name that could not be looked up',
  ENOENT: 'has no such socket on this machine',
  EACCES: 'may not be opened by this user',
  EPERM: 'may not be opened by this user',
  ETIMEDOUT: 'did not answer in time',
  ESOCKETTIMEDOUT: 'did not answer in time',
  ECONNABORTED: 'did not answer in time',
  ABORT_ERR: 'did not answer in time',
  TimeoutError: 'did not answer in time',
  AbortError: 'did not answer in time',
  ERR_CANCELED: 'did not answer in time',
  HPE_INVALID_CONSTANT: 'does not speak HTTP',
  HPE_HEADER_OVERFLOW: 'sent far too many headers',
  EPROTO: 'does not speak TLS as expected',
  ERR_BODY_TOO_LARGE: 'sent far too large an answer',
  ERR_NOT_JSON: 'answered something that is not JSON',
  ERR_BAD_SHAPE: 'answered something that was not expected',
};

/** Why a connection failed, as the end of a sentence: `refused the connection`. Never the raw message, which may hold a secret. */
export function errorWords(error: unknown): string {
  for (const name of [code(error), code(cause(error)), nameOf(error), nameOf(cause(error))]) {
    if (name === undefined) continue;
    const words = WORDS[name];
    if (words !== undefined) return words;
    if (name.startsWith('ERR_SSL') || name.startsWith('ERR_TLS')) return 'does not speak TLS as expected';
    if (name.startsWith('HPE_')) return 'does not speak HTTP';
    if (/^[A-Z][A-Z0-9_]{2,40}$/.test(name)) return `failed (${name})`;
  }
  return 'failed';
}

/** An error with one of the codes that {@link errorWords} knows. */
export function coded(code: 'ERR_BODY_TOO_LARGE' | 'ERR_NOT_JSON' | 'ERR_BAD_SHAPE' | 'ETIMEDOUT'): Error {
  return Object.assign(new Error(code), { code });
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Happy-eyeballs failures come as an AggregateError: its first error tells. */
function cause(error: unknown): unknown {
  const errors = property(error, 'errors');
  return Array.isArray(errors) ? errors[0] : property(error, 'cause');
}

function code(error: unknown): string | undefined {
  const value = property(error, 'code');
  return typeof value === 'string' ? value : undefined;
}

function nameOf(error: unknown): string | undefined {
  const value = property(error, 'name');
  return typeof value === 'string' && value !== 'Error' ? value : undefined;
}
