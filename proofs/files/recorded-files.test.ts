import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type FileSource, filesInMemory } from './file-source.ts';
import { recordFiles } from './recorded-files.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const SOURCE = filesInMemory([
  { path: 'infra/z', content: 'z\n' },
  { path: 'infra/a/2', content: '2\n' },
  { path: 'infra/a/1', content: '1\n', mode: 0o755 },
  { path: 'infra/unread', content: 'unread\n' },
]);

test('whatever is taken is on the record, sorted and once, and nothing else is', () => {
  const files = recordFiles(SOURCE);
  expect(files.reads()).toEqual({ read: [], folders: [] });
  expect(files.one('infra/z').content).toBe('z\n');
  expect(files.all('infra/a').map(({ path, mode }) => [path, mode])).toEqual([
    ['infra/a/1', 0o755],
    ['infra/a/2', 0o644],
  ]);
  files.all('infra/a/1');
  expect(files.reads()).toEqual({
    read: [
      { path: 'infra/a/1', sha256: digest('1\n'), executable: true },
      { path: 'infra/a/2', sha256: digest('2\n') },
      { path: 'infra/z', sha256: digest('z\n') },
    ],
    folders: ['infra/a'],
  });
});

test('a read of what is not there is recorded, too', () => {
  const files = recordFiles(SOURCE);
  expect(files.all('infra/nothing')).toEqual([]);
  expect(files.reads()).toEqual({ read: [], folders: ['infra/nothing'] });
  expect(() => files.one('infra/nothing')).toThrow('infra/nothing');
});

test('a file that changes while the proof runs stays what it was', () => {
  let now = 'first\n';
  const changing: FileSource = {
    paths: () => ['infra/x'],
    get: () => ({ content: Buffer.from(now), mode: 0o644 }),
  };
  const files = recordFiles(changing);
  files.one('infra/x');
  now = 'second\n';
  expect(files.all('infra/x')[0]?.content).toBe('first\n');
  expect(files.reads().read).toEqual([{ path: 'infra/x', sha256: digest('first\n') }]);
});

test('the digest is of the bytes, not of a text that was made of them', () => {
  const bytes = Buffer.from([0xff, 0x0a]);
  const files = recordFiles({ paths: () => ['infra/x'], get: () => ({ content: bytes, mode: 0o644 }) });
  files.one('infra/x');
  expect(files.reads().read[0]?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});
