import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyFile } from './key-files.ts';

const der = { format: 'der' } as const;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edwards = generateKeyPairSync('ed25519');
const locked = { cipher: 'aes-256-cbc', passphrase: 'x' };

describe('a private key in DER', () => {
  it.each([
    ['PKCS #1', rsa.privateKey.export({ ...der, type: 'pkcs1' })],
    ['PKCS #8, RSA', rsa.privateKey.export({ ...der, type: 'pkcs8' })],
    ['PKCS #8, encrypted', rsa.privateKey.export({ ...der, type: 'pkcs8', ...locked })],
    ['SEC 1', ec.privateKey.export({ ...der, type: 'sec1' })],
    ['PKCS #8, EC', ec.privateKey.export({ ...der, type: 'pkcs8' })],
    ['PKCS #8, Ed25519', edwards.privateKey.export({ ...der, type: 'pkcs8' })],
  ])('is known in %s', (_, bytes) => expect(keyFile(bytes)).toBe('a private key'));

  it.each([
    ['SPKI', rsa.publicKey.export({ ...der, type: 'spki' })],
    ['SPKI, EC', ec.publicKey.export({ ...der, type: 'spki' })],
    ['PKCS #1', rsa.publicKey.export({ ...der, type: 'pkcs1' })],
  ])('is none that is public: %s', (_, bytes) => expect(keyFile(bytes)).toBeUndefined());
});

const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const text = (value: string) => [...u16(value.length), ...Buffer.from(value)];
const DATE = Array.from({ length: 8 }, () => 1);
const certificate = (name: string) => [
  ...u32(2),
  ...text(name),
  ...DATE,
  ...text('X.509'),
  ...u32(300),
  ...Array.from({ length: 300 }, () => 7),
];
const key = (name: string) => [...u32(1), ...text(name), ...DATE, ...u32(4), 1, 2, 3, 4, ...u32(0)];
const store = (magic: number, ...entries: readonly number[][]) =>
  Uint8Array.from([...u32(magic), ...u32(2), ...u32(entries.length), ...entries.flat(), ...Array.from({ length: 20 }, () => 9)]);

describe('a Java key store', () => {
  it.each([0xfeedfeed, 0xcececece])('is a secret when an entry of it is a key: %i', (magic) => {
    expect(keyFile(store(magic, certificate('a'), certificate('bc')))).toBeUndefined();
    expect(keyFile(store(magic, certificate('a'), key('b')))).toBe('a key store with a private key');
  });

  it('is one when it is cut off', () => {
    expect(keyFile(store(0xfeedfeed, certificate('a')).subarray(0, 20))).toBe('a key store with a private key');
  });
});

describe('other stores', () => {
  const pfx = (bag: number) =>
    Buffer.from(`30820400020103308203c606092a864886f70d010701${'00'.repeat(40)}060b2a864886f70d010c0a01${`0${bag}`}`, 'hex');

  it('are secrets where they show a key', () => {
    expect([1, 2, 3].map((bag) => keyFile(pfx(bag)))).toEqual([
      'a key store with a private key',
      'a key store with a private key',
      undefined,
    ]);
    expect(keyFile(Buffer.from('03d9a29a67fb4bb500000400', 'hex'))).toBe('a password database');
  });

  it('are not seen in other files', () => {
    for (const other of ['89504e470d0a1a0a', '504b0304', '1f8b08', '53514c69746520666f726d61742033', ''])
      expect(keyFile(Buffer.from(other, 'hex'))).toBeUndefined();
  });
});
