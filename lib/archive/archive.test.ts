import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { openArchive } from './archive.ts';
import { makeZip } from './test-zip.ts';

const LONG = `${'deep/'.repeat(40)}file.txt`;
const tar = async (...names: readonly string[]) =>
  Buffer.from(await packTar(names.map((name) => ({ header: { name, size: name.length }, body: name }))));
const shown = (bytes: Uint8Array, path = 'x') => {
  const opened = openArchive(bytes, path);
  return opened && [...opened.files.map(({ name, bytes }) => `${name}=${Buffer.from(bytes)}`), ...opened.closed];
};

describe('an archive', () => {
  it('is a zip, deflated or stored, also behind a program that unpacks it', () => {
    const files = [
      { name: 'a/', content: '' },
      { name: 'a/b', content: 'one' },
      { name: 'c', content: 'two', method: 0 },
    ];
    expect(shown(makeZip(files))).toEqual(['a/b=one', 'c=two']);
    expect(shown(makeZip(files, '#!/usr/bin/env python3\n'))).toEqual(['a/b=one', 'c=two']);
    expect(shown(makeZip([]))).toEqual([]);
  });

  it('is a tar, with long names, and its text alone does not hide it', async () => {
    expect(shown(await tar('a', LONG, 'b'))).toEqual(['a=a', `${LONG}=${LONG}`, 'b=b']);
  });

  it('is what gz packs, a tar or one file', async () => {
    expect(shown(gzipSync(await tar('a')), 'x/y.tgz')).toEqual(['a=a']);
    expect(shown(gzipSync('text'), 'x/dump.sql.gz')).toEqual(['dump.sql=text']);
  });

  it('may be in another one', async () => {
    const inner = makeZip([{ name: 'in.tar.gz', content: gzipSync(await tar('a')) }]);
    expect(shown(makeZip([{ name: 'in.zip', content: inner }]))).toEqual(['in.zip!in.tar.gz!a=a']);
  });

  it.each([
    ['a text', 'PK is no archive, nor is ustar\n'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex')],
    ['zeros', Buffer.alloc(2048)],
    ['nothing', ''],
  ])('is not %s', (_, content) => {
    expect(openArchive(Buffer.from(content), 'x')).toBeUndefined();
  });
});

describe('what cannot be looked at is said', () => {
  const text = { name: 'a', content: 'one'.repeat(100) };

  it.each([
    ['encrypted', makeZip([text, { name: 'b', content: '', flags: 1 }]), 'b is encrypted'],
    ['another method', makeZip([text, { name: 'b', content: '', method: 93 }]), 'b is packed by method 93'],
    ['no list', makeZip([text]).subarray(0, 60), 'the list of its files is damaged'],
    ['damaged gz', gzipSync('text').subarray(0, 12), 'x is damaged'],
    ['another format', Buffer.from('\xfd7zXZ\0\0', 'latin1'), 'x is packed as xz'],
  ])('%s', (_, bytes, closed) => {
    expect(openArchive(bytes, 'x')?.closed).toEqual([closed]);
  });

  it('a damaged tar, after what is whole', async () => {
    const whole = await tar('a', 'b');
    whole.fill(0xff, 1024, 1100);
    expect(shown(whole)).toEqual(['a=a', 'the rest is damaged']);
    expect(shown((await tar('a', 'b')).subarray(0, 1600))).toEqual(['a=a', 'b=b']);
    expect(shown((await tar('a', 'b')).subarray(0, 1536))).toEqual(['a=a', 'the rest is damaged']);
  });

  it('every byte of a zip may be wrong without harm', () => {
    const bytes = makeZip([text, { name: 'b', content: 'two', method: 0 }]);
    for (let at = 0; at < bytes.length; at++)
      for (const value of [0, 0xff]) {
        const wrong = Buffer.from(bytes);
        wrong[at] = value;
        expect(() => openArchive(wrong, 'x')).not.toThrow();
      }
  });
});

describe('a bomb', () => {
  const MANY = 32 * 1024 * 1024;

  it('of one large file, of many, of one named many times, or packed again and again, comes to an end', async () => {
    const large = gzipSync(Buffer.alloc(MANY + 1));
    expect(openArchive(large, 'x')?.closed).toEqual(['the rest is beyond 32 MiB']);
    const half = { name: 'a', content: Buffer.alloc(MANY / 2 + 1) };
    expect(openArchive(makeZip([half, half]), 'x')).toMatchObject({ files: [{ name: 'a' }], closed: ['the rest is beyond 32 MiB'] });
    const many = makeZip(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, content: '', method: 0 })));
    expect(openArchive(many, 'x')?.closed).toEqual(['the rest is beyond 10000 files']);
    let nested = gzipSync('text');
    for (let depth = 0; depth < 4; depth++) nested = gzipSync(nested);
    expect(openArchive(nested, 'x')?.closed).toEqual(['x is more than 4 archives deep']);
  });
});
