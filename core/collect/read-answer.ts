import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { AnswerBudget } from '../contract.ts';
import { spend } from './answer-budget.ts';
import { boundJson } from './bound-json.ts';
import { coded } from './error-words.ts';

/** Bytes of one answer, as it arrives and when it is unpacked; a larger one is refused. */
const ANSWER_LIMIT = 16 * 1024 * 1024;

/**
 * The JSON value of an answer, for every collector that asks over HTTP. Untrusted: its size, its depth and the number of its values are
 * bounded before it is parsed, and so is all that one run reads. Throws errors that `errorWords` can say; the connection is ended then.
 */
export async function readAnswer(answer: IncomingMessage, budget: AnswerBudget, signal: AbortSignal): Promise<unknown> {
  const end = (): void => void answer.destroy();
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    if (!isJson(answer.headers['content-type'])) throw coded('ERR_WRONG_TYPE');
    const bytes = await read(answer, budget);
    if (!answer.complete) throw coded('ERR_CUT');
    boundJson(bytes, budget);
    return parse(bytes);
  } catch (error) {
    throw named(error, signal);
  } finally {
    signal.removeEventListener('abort', end);
    answer.destroy();
  }
}

async function read(answer: IncomingMessage, budget: AnswerBudget): Promise<Buffer> {
  const unpacked = unpack(answer);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ANSWER_LIMIT) throw coded(unpacked === answer ? 'ERR_BODY_TOO_LARGE' : 'ERR_BOMB');
    spend(budget, 'bytes', chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function unpack(answer: IncomingMessage): Readable {
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return answer;
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : undefined;
  if (decoder === undefined) throw coded('ERR_NOT_PACKED');
  // Its error reaches who reads the decoder.
  return pipeline(answer, decoder, () => undefined);
}

/** Without a type it may be JSON. */
function isJson(type: string | undefined): boolean {
  return type === undefined || /^\s*(application|text)\/([\w.-]+\+)?json\s*(;|$)/i.test(type);
}

function parse(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw coded('ERR_NOT_UTF8');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw coded('ERR_NOT_JSON');
  }
}

/** Says what a lost connection and a broken stream mean in the middle of an answer. */
function named(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return coded('ETIMEDOUT');
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'Z_BUF_ERROR') return coded('ERR_CUT');
  return code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT') ? coded('ERR_NOT_PACKED') : error;
}
