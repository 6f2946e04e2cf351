import { expect, test } from 'vitest';
import { words } from '../../../lib/phrase/words.ts';
import { judgeCertificate } from './certificate.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const probe = { hostname: 'wiki.lab.example.net', warnDays: 21 };
const shown = (endsIn: number, more: { readonly name?: string; readonly from?: number } = {}) => ({
  valid_from: new Date(NOW.getTime() + (more.from ?? -DAY)).toUTCString(),
  valid_to: new Date(NOW.getTime() + endsIn).toUTCString(),
  subject: {} as never,
  subjectaltname: `DNS:${more.name ?? probe.hostname}`,
});
const PRIVATE = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

test.each<[string, ReturnType<typeof shown>, string | undefined, string, string]>([
  ['good', shown(74 * DAY), undefined, 'up', 'The certificate is trusted and ends in 74 days'],
  ['that ends within the time of the warning', shown(20 * DAY), undefined, 'degraded', 'The certificate ends in 20 days'],
  [
    'of a private authority that ends at once',
    shown(30 * MINUTE),
    PRIVATE,
    'degraded',
    'The certificate is not from an authority that this machine trusts and ends in 30 minutes',
  ],
  [
    'self-signed, and ending',
    shown(30 * MINUTE),
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'degraded',
    'The certificate is self-signed and ends in 30 minutes',
  ],
  ['that has just ended', shown(-30 * MINUTE), 'CERT_HAS_EXPIRED', 'down', 'The certificate ended 30 minutes ago'],
  [
    'with every fault',
    shown(-30 * MINUTE, { name: 'other.lab.example.net' }),
    PRIVATE,
    'down',
    'The certificate ended 30 minutes ago, is not for wiki.lab.example.net and is not from an authority that this machine trusts',
  ],
  ['that is not valid yet', shown(90 * DAY, { from: DAY }), 'CERT_NOT_YET_VALID', 'down', 'The certificate is not valid yet'],
])('a certificate %s', (_, certificate, trust, state, expected) => {
  const found = judgeCertificate(probe, certificate, trust, NOW);
  expect([found.state, words(found.message, NOW)]).toEqual([state, expected]);
  expect(found.at).toBe(new Date(certificate.valid_to).toISOString());
});

test('one whose end cannot be read is down', () => {
  expect(judgeCertificate(probe, { ...shown(DAY), valid_to: 'never' }, undefined, NOW)).toEqual({
    state: 'down',
    message: 'The certificate does not say when it ends',
  });
});
