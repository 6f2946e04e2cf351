import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnswerBudget } from '../contract.ts';
import { answerBudget } from './answer-budget.ts';
import { errorWords } from './error-words.ts';
import { readAnswer } from './read-answer.ts';

let server: Server;
let answer: RequestListener = () => undefined;

beforeAll(async () => {
  server = createServer((asked, response) => answer(asked, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What is read of an answer, or why not, as the failure of a source says it. */
async function read(listener: RequestListener, budget: AnswerBudget = answerBudget(), signal = AbortSignal.timeout(5000)) {
  answer = listener;
  const { port } = server.address() as AddressInfo;
  const given = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, agent: false }, resolve).on('error', reject).end();
  });
  return readAnswer(given, budget, signal).catch(errorWords);
}

const body =
  (content: string | Buffer, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(content);
const GOOD = '{"a":["b\\"[[[[,,,","ü"]}';
const NUL = Buffer.alloc(40 * 1024 * 1024, ' ');

test.each<[string, RequestListener]>([
  ['as it is', body(GOOD)],
  ['with a character set', body(GOOD, { 'content-type': 'application/json; charset=utf-8' })],
  ['of a vendor’s own type', body(GOOD, { 'content-type': 'application/vnd.x+json' })],
  ['with no type', (_, response) => void response.end(GOOD)],
  ['in gzip', body(gzipSync(GOOD), { 'content-encoding': 'gzip' })],
  ['in deflate', body(deflateSync(GOOD), { 'content-encoding': 'deflate' })],
  ['in Brotli', body(brotliCompressSync(GOOD), { 'content-encoding': 'br' })],
])('JSON is read %s', async (_, listener) => {
  expect(await read(listener)).toEqual({ a: ['b"[[[[,,,', 'ü'] });
});

test.each<[string, RequestListener, string]>([
  [
    'a cut body',
    (_, response) => void response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy()),
    'broke off in the middle of its answer',
  ],
  ['a cut body in gzip', body(gzipSync(GOOD).subarray(0, 20), { 'content-encoding': 'gzip' }), 'broke off in the middle of its answer'],
  ['bad UTF-8', body(Buffer.from([0x22, 0xc3, 0x28, 0x22])), 'sent an answer that is not valid UTF-8'],
  ['a nested bomb', body('['.repeat(10_000_000)), 'sent an answer that is nested too deeply'],
  ['a flat bomb', body(`[${'[],'.repeat(3_000_000)}[]]`), 'sent an answer with far too many values'],
  [
    'a page for people',
    body('<html>', { 'content-type': 'text/html' }),
    'answered with another content type than JSON, as a login page does',
  ],
  ['a page for people that says that it is JSON', body('<html>'), 'answered something that is not JSON'],
  ['a gzip bomb', body(gzipSync(NUL), { 'content-encoding': 'gzip' }), 'sent a compressed answer that unpacks to far too much'],
  ['nonsense instead of gzip', body(GOOD, { 'content-encoding': 'gzip' }), 'sent a compressed answer that cannot be unpacked'],
  ['nonsense instead of Brotli', body(GOOD, { 'content-encoding': 'br' }), 'sent a compressed answer that cannot be unpacked'],
  ['an unknown way to pack', body(GOOD, { 'content-encoding': 'zpaq' }), 'sent a compressed answer that cannot be unpacked'],
  ['far too large an answer', body(NUL), 'sent far too large an answer'],
  ['nothing', body(''), 'answered something that is not JSON'],
])('%s is named as such', async (_, listener, expected) => {
  expect(await read(listener)).toBe(expected);
});

test('an answer that trickles ends with the time that it has', async () => {
  const slow: RequestListener = (_, response) => void response.writeHead(200).write('{');
  expect(await read(slow, answerBudget(), AbortSignal.timeout(100))).toBe('did not answer in time');
});

test('the answers of a run are bounded together, in bytes and in values', async () => {
  const full = 'could not be read to its end: all answers of this run together are too large';
  const bytes = { bytes: 40, values: 1000 };
  expect([await read(body(GOOD), bytes), await read(body(GOOD), bytes)]).toEqual([{ a: ['b"[[[[,,,', 'ü'] }, full]);
  const values = { bytes: 1e6, values: 6 };
  expect([await read(body(GOOD), values), await read(body(GOOD), values)]).toEqual([{ a: ['b"[[[[,,,', 'ü'] }, full]);
});

test('what is refused leaves no memory behind', async () => {
  const listener = body(`[${'{"a":[1]},'.repeat(1_000_000)}1]`);
  const before = process.memoryUsage().heapUsed;
  expect(await read(listener)).toBe('sent an answer with far too many values');
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(120);
});
