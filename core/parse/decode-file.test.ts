import { describe, expect, it } from 'vitest';
import { decodeFile, roughText } from './decode-file.ts';

const YAML = 'a: ü 😀\n';
const le = Buffer.from(`\ufeff${YAML}`, 'utf16le');
const be = Buffer.from(le).swap16();
const bytes = (...of: readonly number[]) => Uint8Array.from(of);

describe('decodeFile', () => {
  it('keeps the bytes of a file only where its text would not give them back', () => {
    expect(decodeFile(Buffer.from(YAML), 'a.conf')).toEqual({ text: YAML });
    const marked = Buffer.from(`\ufeff${YAML}`);
    expect(decodeFile(marked, 'a.conf')).toEqual({ text: YAML, bytes: marked });
  });

  it('reads YAML in UTF-16, as Compose does', () => {
    expect(decodeFile(le, 'compose.yaml')).toEqual({ text: YAML, bytes: le });
    expect(decodeFile(be, 'x/base.yml')).toEqual({ text: YAML, bytes: be });
  });

  it.each([
    ['a.env', le, 'it is UTF-16, which Compose reads in YAML only'],
    ['compose.yaml', bytes(0xff, 0xfe, 0x61, 0, 0x62), 'it begins as UTF-16 and is not'],
    ['compose.yaml', bytes(0xff, 0xfe, 0, 0xd8, 0x61, 0), 'it begins as UTF-16 and is not'],
    ['compose.yaml', bytes(0x61, 0xfc), 'it is not UTF-8 text'],
    ['logo.png', bytes(0x89, 0x50, 0x4e, 0x47), 'it is not UTF-8 text'],
    ['seed.sql', Buffer.alloc(1024 * 1024 + 1, 'a'), 'it is larger than 1 MiB'],
  ])('gives the bytes alone of %s when %s', (path, of, unreadable) => {
    expect(decodeFile(of, path)).toEqual({ text: '', bytes: of, unreadable });
  });
});

describe('roughText', () => {
  it('reads what can be searched in any encoding', () => {
    expect(roughText(decodeFile(Buffer.from(YAML), 'a'))).toBe(YAML);
    expect(roughText(decodeFile(le, 'a.env'))).toBe(YAML);
    expect(roughText(decodeFile(bytes(0x61, 0xfc, 0), 'a'))).toBe('aü\0');
    expect(roughText(decodeFile(Buffer.alloc(1024 * 1024 + 1, 'a'), 'a'))).toHaveLength(1024 * 1024 + 1);
  });
});
