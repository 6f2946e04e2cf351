import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../../../lib/phrase/words.ts';
import { type Authority, makeAuthority } from '../../demo/certificates.ts';
import { serveNames } from '../../demo/dns-server.ts';
import type { Listener } from '../../demo/listener.ts';
import type { Probe } from '../../facts/probe.ts';
import { probeDns } from './dns.ts';
import { probeHttp } from './http.ts';
import type { ProbeIo } from './outcome.ts';
import { probeTcp } from './tcp.ts';
import { probeTls } from './tls.ts';

const NOW = new Date();
const open: Server[] = [];
const sockets = new Set<Socket>();

async function listen(server: Server): Promise<{ host: string; port: number }> {
  open.push(server);
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) server.close();
});

const soon = () => ({ signal: AbortSignal.timeout(300) });

/** Every declared endpoint leads to one listener; a test that must find no listener uses port 1. */
const to = (at: { host: string; port: number }, more: Partial<ProbeIo> = {}): ProbeIo => ({
  signal: AbortSignal.timeout(5000),
  now: () => NOW,
  route: () => at,
  ...more,
});
const CLOSED = { host: '127.0.0.1', port: 1 };
const base = { subject: 'service:wiki', title: 'T', host: '10.10.20.5', port: 443 } as const;

describe('http', () => {
  const probe: Extract<Probe, { kind: 'http' }> = {
    ...base,
    kind: 'http',
    check: 'http',
    scheme: 'http',
    hostname: 'wiki.lab.example.net',
    path: '/alive?x=1',
    status: [200, 204, ...Array.from({ length: 100 }, (_, i) => 300 + i)],
    loginStatus: [],
  };
  const ask = async (answer: RequestListener, more: Partial<typeof probe> = {}) =>
    probeHttp({ ...probe, ...more }, to(await listen(createServer(answer))));

  test('an expected status, asked by name and path, in a measured time', async () => {
    const asked: unknown[] = [];
    const outcome = await ask((request, response) => {
      asked.push(request.method, request.headers.host, request.url);
      response.writeHead(204).end();
    });
    expect(asked).toEqual(['GET', 'wiki.lab.example.net', '/alive?x=1']);
    expect(outcome).toEqual({
      state: 'up',
      message: ['204 in ', { value: outcome.value, unit: 'ms' }],
      value: expect.any(Number) as unknown,
      unit: 'ms',
    });
  });

  test('another status is down', async () => {
    expect(await ask((_, response) => response.writeHead(503).end())).toMatchObject({
      state: 'down',
      message: '503 rather than 200, 204 or 300 to 399',
    });
  });

  test('a redirect is an answer, and is not followed', async () => {
    const paths: unknown[] = [];
    const outcome = await ask((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: 'http://10.9.9.9/' }).end();
    });
    expect(outcome).toMatchObject({ state: 'up' });
    expect(paths).toEqual(['/alive?x=1']);
  });

  test.each<[string, number, object]>([
    [
      'is asked for, as it should be',
      401,
      { state: 'up', message: expect.arrayContaining(['The ingress asks for a login (401), as it should, in ']) },
    ],
    ['is not asked for', 200, { state: 'degraded', message: '200 without the login that the inventory declares in front of it' }],
    ['cannot be asked for by a broken ingress', 502, { state: 'down', message: '502 rather than 302 or 401' }],
  ])('a declared login %s', async (_, status, expected) => {
    expect(await ask((_, response) => response.writeHead(status).end(), { loginStatus: [401, 302] })).toMatchObject(expected);
  });

  test('a body without an end is not read', async () => {
    const outcome = await ask((_, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(100_000)), 1);
      response.on('close', () => clearInterval(more));
    });
    expect(outcome).toMatchObject({ state: 'up' });
  });

  test('silence, nonsense and endless headers are down, in plain words', async () => {
    const raw = async (answer: string | undefined) =>
      probeHttp(
        probe,
        to(
          await listen(createTcpServer((socket) => void (answer === undefined ? socket.resume() : socket.write(answer)))),
          answer === undefined ? soon() : {},
        ),
      );
    expect(await raw(undefined)).toEqual({ state: 'down', message: '10.10.20.5:443 did not answer in time', silent: true });
    expect(await raw('SSH-2.0-OpenSSH\r\n')).toEqual({ state: 'down', message: '10.10.20.5:443 does not speak HTTP', silent: true });
    expect(await raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n`)).toEqual({
      state: 'down',
      message: '10.10.20.5:443 sent far too many headers',
      silent: true,
    });
    expect(await probeHttp(probe, to(CLOSED))).toEqual({ state: 'down', message: '10.10.20.5:443 refused the connection', silent: true });
    expect(await probeHttp({ ...probe, scheme: 'https' }, to(await listen(createServer())))).toMatchObject({
      state: 'down',
      message: '10.10.20.5:443 does not speak TLS as expected',
    });
  });
});

describe('tls', () => {
  const DAY = 86_400_000;
  let authority: Authority;
  beforeAll(async () => {
    authority = await makeAuthority(NOW);
  });
  const probe: Extract<Probe, { kind: 'tls' }> = {
    ...base,
    kind: 'tls',
    check: 'tls:wiki.lab.example.net',
    hostname: 'wiki.lab.example.net',
    warnDays: 21,
  };
  const ask = async (name: string, days: number, more: Partial<ProbeIo> = {}) =>
    probeTls(probe, to(await listen(createTlsServer(await authority.issue(name, days))), { ca: authority.ca, ...more }));

  test.each<[string, string, number, () => Partial<ProbeIo>, object]>([
    ['good', 'wiki.lab.example.net', 74, () => ({}), { state: 'up', message: 'The certificate is trusted and ends in 74 days' }],
    ['a wildcard', '*.lab.example.net', 74, () => ({}), { state: 'up', message: 'The certificate is trusted and ends in 74 days' }],
    ['near its end', 'wiki.lab.example.net', 9, () => ({}), { state: 'degraded', message: 'The certificate ends in 9 days' }],
    [
      'ended',
      'wiki.lab.example.net',
      9,
      () => ({ now: () => new Date(NOW.getTime() + 12 * DAY) }),
      { state: 'down', message: 'The certificate ended 2 days ago' },
    ],
    [
      'not valid yet',
      'wiki.lab.example.net',
      9,
      () => ({ now: () => new Date(NOW.getTime() - 12 * DAY) }),
      { state: 'down', message: 'The certificate is not valid yet' },
    ],
    [
      'for another name',
      'other.lab.example.net',
      74,
      () => ({}),
      { state: 'down', message: 'The certificate is not for wiki.lab.example.net' },
    ],
    [
      'from another authority',
      'wiki.lab.example.net',
      74,
      () => ({ ca: '' }),
      { state: 'degraded', message: 'The certificate is not from an authority that this machine trusts' },
    ],
  ])('%s', async (_, name, days, more, expected) => {
    const found = await ask(name, days, more());
    expect({ state: found.state, message: words(found.message, more().now?.() ?? NOW) }).toEqual(expected);
    expect(Math.round((Date.parse(found.at ?? '') - NOW.getTime()) / DAY)).toBe(days);
  });

  test('ended in truth, not only by the clock', async () => {
    const { state, message } = await ask('wiki.lab.example.net', -0.5);
    expect([state, words(message, NOW)]).toEqual(['down', 'The certificate ended 11 hours ago']);
  });

  test('self-signed is recognised', async () => {
    const { ca, key } = await makeSelfSigned();
    const at = await listen(createTlsServer({ cert: ca, key }));
    expect(await probeTls(probe, to(at))).toMatchObject({ state: 'degraded', message: 'The certificate is self-signed' });
  });

  test('whoever speaks no TLS, or says nothing, is down', async () => {
    expect(await probeTls(probe, to(await listen(createTcpServer((socket) => void socket.end('hello\r\n')))))).toMatchObject({
      state: 'down',
      silent: true,
    });
    expect(await probeTls(probe, to(await listen(createTcpServer((socket) => void socket.resume())), soon()))).toEqual({
      state: 'down',
      message: '10.10.20.5:443 did not answer in time',
      silent: true,
    });
  });
});

async function makeSelfSigned() {
  const { X509CertificateGenerator, SubjectAlternativeNameExtension } = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=x',
    notBefore: new Date(NOW.getTime() - 1e6),
    notAfter: new Date(NOW.getTime() + 90 * 86_400_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'wiki.lab.example.net' }])],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { ca: certificate.toString('pem'), key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n` };
}

describe('tcp', () => {
  const probe = { host: '10.10.20.5', port: 22 };
  test('connects, or tells why not', async () => {
    expect(await probeTcp(probe, to(await listen(createTcpServer())))).toMatchObject({ state: 'up', unit: 'ms' });
    expect(await probeTcp(probe, to(CLOSED))).toEqual({ state: 'down', message: '10.10.20.5:22 refused the connection', silent: true });
    expect(await probeTcp({ host: 'fd00::1', port: 22 }, to(CLOSED))).toMatchObject({ message: '[fd00::1]:22 refused the connection' });
  });
});

describe('dns', () => {
  const probe: Extract<Probe, { kind: 'dns' }> = {
    ...base,
    kind: 'dns',
    check: 'dns:x',
    name: 'wiki.lab.example.net',
    expect: ['10.10.20.5'],
    host: '10.10.20.2',
    port: 53,
  };
  let names: Listener;
  const KNOWN = new Map([
    ['wiki.lab.example.net', ['10.10.20.5', 'fd00::5']],
    ['other.lab.example.net', ['10.10.20.9']],
  ]);
  beforeAll(async () => {
    names = await serveNames(KNOWN);
  });
  afterAll(() => names.close());

  test.each<[string, Partial<typeof probe>, object]>([
    [
      'the expected address',
      {},
      { state: 'up', message: ['wiki.lab.example.net is 10.10.20.5, answered in ', { value: expect.any(Number) as unknown, unit: 'ms' }] },
    ],
    ['the expected IPv6 address', { expect: ['fd00::5'] }, { state: 'up' }],
    ['any address will do', { expect: [] }, { state: 'up' }],
    [
      'another address',
      { name: 'other.lab.example.net' },
      { state: 'down', message: 'other.lab.example.net is 10.10.20.9 rather than 10.10.20.5' },
    ],
    ['an unknown name', { name: 'none.lab.example.net' }, { state: 'down', message: 'The resolver does not know none.lab.example.net' }],
    ['a server that is not an address', { host: 'dns.lab.example.net' }, { state: 'unknown' }],
  ])('%s', async (_, more, expected) => {
    const asked = { ...probe, ...more };
    const route = (host: string, port: number) => (host === probe.host ? names : { host, port });
    expect(await probeDns(asked, { ...to(CLOSED), route })).toMatchObject(expected);
  });

  test('without a server of its own it asks the given resolver', async () => {
    expect(await probeDns({ ...probe, host: '' }, to(CLOSED, { dnsServer: names }))).toMatchObject({ state: 'up' });
  });

  test('a server that says nothing', async () => {
    const { createSocket } = await import('node:dgram');
    const deaf = createSocket('udp4');
    await new Promise<void>((resolve) => deaf.bind(0, '127.0.0.1', resolve));
    expect(await probeDns(probe, to({ host: '127.0.0.1', port: deaf.address().port }, soon()))).toEqual({
      state: 'down',
      message: '10.10.20.2:53 did not answer in time',
      silent: true,
    });
    deaf.close();
  });
});
