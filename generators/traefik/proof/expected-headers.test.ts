import { expect, test } from 'vitest';
import type { Middleware } from '../../../core/model/middleware/middleware.ts';
import { expectedHeaders } from './expected-headers.ts';

const base = { kind: 'middleware', id: 'm', subject: 'middleware:m', title: 'm', summary: '', planned: false } as const;
const native = (kind: string, options: Readonly<Record<string, unknown>>): Middleware => ({
  ...base,
  native: { system: 'traefik', kind, options, protects: kind === 'headers' ? 'headers' : 'other' },
});
const headers = (options: Readonly<Record<string, unknown>>) => Object.fromEntries(expectedHeaders([native('headers', options)]));

test.each([
  [{ contentSecurityPolicy: "default-src 'self'" }, { 'content-security-policy': "default-src 'self'" }],
  [{ customFrameOptionsValue: 'SAMEORIGIN', frameDeny: true }, { 'x-frame-options': 'SAMEORIGIN' }],
  [{ frameDeny: true }, { 'x-frame-options': 'DENY' }],
  [{ frameDeny: false, contentTypeNosniff: false, referrerPolicy: '' }, {}],
  [{ contentTypeNosniff: true }, { 'x-content-type-options': 'nosniff' }],
  [{ stsSeconds: 60 }, { 'strict-transport-security': 'max-age=60' }],
  [
    { stsSeconds: 60, stsIncludeSubdomains: true, stsPreload: true },
    { 'strict-transport-security': 'max-age=60; includeSubDomains; preload' },
  ],
  [{ stsSeconds: 0, stsPreload: true }, {}],
  [{ customResponseHeaders: { 'X-Robots-Tag': 'none' } }, { 'x-robots-tag': 'none' }],
])('%j promises %j', (options, wanted) => {
  expect(headers(options)).toEqual(wanted);
});

test('an empty text takes a header away', () => {
  expect([...expectedHeaders([native('headers', { customResponseHeaders: { Server: '' } })])]).toEqual([['server', undefined]]);
});

test('the outermost has the last word, in a chain too, and other middlewares say nothing', () => {
  const [outer, inner] = ['no-referrer', 'origin'].map((referrerPolicy) => native('headers', { referrerPolicy }));
  expect([...expectedHeaders([{ ...base, chain: [outer!, native('rateLimit', {})] }, inner!])]).toEqual([
    ['referrer-policy', 'no-referrer'],
  ]);
  expect([...expectedHeaders([inner!, outer!])]).toEqual([['referrer-policy', 'origin']]);
});
