const WORDS = {
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
  ERR_RUN_TOO_LARGE: 'could not be read to its end: all answers of this run together are too large',
  ERR_BOMB: 'sent a compressed answer that unpacks to far too much',
  ERR_NOT_PACKED: 'sent a compressed answer that cannot be unpacked',
  ERR_CUT: 'broke off in the middle of its answer',
  ERR_NOT_UTF8: 'sent an answer that is not valid UTF-8',
  ERR_TOO_DEEP: 'sent an answer that is nested too deeply',
  ERR_TOO_MANY_VALUES: 'sent an answer with far too many values',
  ERR_WRONG_TYPE: 'answered with another content type than JSON, as a login page does',
  ERR_NOT_JSON: 'answered something that is not JSON',
  ERR_BAD_SHAPE: 'answered something that was not expected',
} as const satisfies Readonly<Record<string, string>>;

type ErrorCode = Extract<keyof typeof WORDS, `ERR_${string}` | 'ETIMEDOUT'>;

const wordsOf = (name: string): string | undefined => (Object.hasOwn(WORDS, name) ? WORDS[name as keyof typeof WORDS] : undefined);

/** Why a connection failed, as the end of a sentence: `refused the connection`. Never the raw message, which may hold a secret. */
export function errorWords(error: unknown): string {
  for (const name of [code(error), code(cause(error)), nameOf(error), nameOf(cause(error))]) {
    if (name === undefined) continue;
    const words = wordsOf(name);
    if (words !== undefined) return words;
    if (name.startsWith('ERR_SSL') || name.startsWith('ERR_TLS')) return 'does not speak TLS as expected';
    if (name.startsWith('HPE_')) return 'does not speak HTTP';
    if (/^[A-Z][A-Z0-9_]{2,40}$/.test(name)) return `failed (${name})`;
  }
  return 'failed';
}

/** An error with one of the codes that {@link errorWords} knows. */
export function coded(code: ErrorCode): Error {
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
