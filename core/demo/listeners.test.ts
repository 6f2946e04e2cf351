import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { serveNames } from './dns-server.ts';
import { type Listener, serve } from './listener.ts';

let listener: Listener | undefined;
afterEach(() => listener?.close());

test('a web listener answers by its handlers, in turn, and survives nonsense', async () => {
  const at = await serve([
    ({ url }) => (url.pathname === '/a' ? { status: 200, body: 'first' } : undefined),
    ({ host }) => (host === 'b.lab' ? { status: 401, body: 'second' } : undefined),
  ]);
  listener = at;
  const raw = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = '';
      connect(at.port, at.host)
        .on('data', (chunk) => {
          answer += String(chunk);
        })
        .on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
        .end(text);
    });
  expect(await raw('GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toBe('HTTP/1.1 200 OK');
  expect(await raw('GET /b HTTP/1.1\r\nHost: B.lab:8080\r\nConnection: close\r\n\r\n')).toBe('HTTP/1.1 401 Unauthorized');
  expect(await raw('GET //\\\\ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 40[04] /);
  expect(await raw('nonsense\r\n\r\n')).toBe('');
  expect(await raw('GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toBe('HTTP/1.1 404 Not Found');
});

test('a name server tells what it knows, and survives nonsense', async () => {
  listener = await serveNames(new Map([['a.lab', ['10.0.0.1', 'fd00::1']]]));
  const { host, port } = listener;
  const noise = createSocket('udp4');
  await new Promise((resolve) => noise.send(Buffer.from([1, 2, 3]), port, host, resolve));
  noise.close();
  const resolver = new Resolver({ tries: 1, timeout: 1000 });
  resolver.setServers([`${host}:${port}`]);
  expect(await resolver.resolve4('A.lab')).toEqual(['10.0.0.1']);
  expect(await resolver.resolve6('a.lab')).toEqual(['fd00::1']);
  await expect(resolver.resolve4('b.lab')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});
