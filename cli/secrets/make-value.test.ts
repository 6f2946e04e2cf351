import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeValue } from './make-value.ts';
import { faultOfValue } from './read-value.ts';

describe('a random value', () => {
  it.each([
    ['text', 40, /^[A-Za-z0-9]{40}$/],
    ['hex', 16, /^[0-9a-f]{32}$/],
    ['base64', 32, /^[A-Za-z0-9+/]{43}=$/],
    ['x25519', 32, /^[A-Za-z0-9+/]{43}=$/],
  ] as const)('of the form %s is of that form, and never the same', (form, length, shape) => {
    const made = Array.from({ length: 50 }, () => makeValue({ by: 'random', form, length }));
    for (const value of made) expect(value).toMatch(shape);
    expect(new Set(made).size).toBe(made.length);
  });

  it('of X25519 has the bits that every reader of it sets', () => {
    const key = Buffer.from(makeValue({ by: 'random', form: 'x25519', length: 32 }), 'base64');
    expect([(key[0] ?? 0) & 7, (key[31] ?? 0) & 0xc0]).toEqual([0, 0x40]);
    const prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
    const read = createPrivateKey({ key: Buffer.concat([prefix, key]), format: 'der', type: 'pkcs8' });
    expect(createPublicKey(read).asymmetricKeyType).toBe('x25519');
  });
});

describe('a value that cannot be kept', () => {
  it.each([
    ['nothing', '', undefined],
    ['bytes', 'a\0b', undefined],
    ['what is no text', 'a\ufffd', undefined],
    ['several lines for one line', 'a\nb', { quote: '' }],
    ['a quote between quotes', "a'b", { quote: "'" }],
  ])('is %s; the message does not repeat it', (_, value, lines) => {
    expect(faultOfValue(value, lines)).toBeDefined();
    if (value !== '') expect(faultOfValue(value, lines)).not.toContain(value);
  });

  it('is none of these', () => {
    expect(faultOfValue('a\nb\'"$', undefined)).toBeUndefined();
    expect(faultOfValue('a"$ #', { quote: "'" })).toBeUndefined();
    expect(faultOfValue("a'b", { quote: '' })).toBeUndefined();
  });
});
