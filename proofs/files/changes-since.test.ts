import { expect, test } from 'vitest';
import { changesSince } from './changes-since.ts';
import { filesInMemory } from './file-source.ts';
import { recordFiles } from './recorded-files.ts';

const FILES = [
  { path: 'infra/a/one/x', content: 'x\n' },
  { path: 'infra/a/one/y', content: 'y\n' },
  { path: 'infra/b/alone', content: 'z\n' },
];
const recorded = recordFiles(filesInMemory(FILES));
recorded.all('infra/*/one');
recorded.one('infra/b/alone');
const READS = recorded.reads();

const changes = (files: readonly { path: string; content: string }[]) => changesSince(READS, filesInMemory(files));
const edited = (path: string, content: string) => FILES.map((file) => (file.path === path ? { path, content } : file));

test('nothing has changed where every byte is the same, in another order and with other files elsewhere', () => {
  expect(changes([...FILES].reverse())).toEqual([]);
  expect(changes([...FILES, { path: 'infra/b/beside', content: '' }, { path: 'infra/a/two/x', content: '' }])).toEqual([]);
});

test.each(FILES)('one line more in $path is a change', ({ path, content }) => {
  expect(changes(edited(path, `${content}#\n`))).toEqual([{ path, what: 'changed' }]);
});

test('a space at the end is one', () => {
  expect(changes(edited('infra/b/alone', 'z \n'))).toEqual([{ path: 'infra/b/alone', what: 'changed' }]);
});

test('a script that its owner may no longer run is one, and other permissions are none', () => {
  const script = { path: 'infra/c/run.sh', content: 'x\n' };
  const executed = recordFiles(filesInMemory([{ ...script, mode: 0o755 }]));
  executed.one(script.path);
  const since = (mode: number) => changesSince(executed.reads(), filesInMemory([{ ...script, mode }]));
  expect(since(0o600)).toEqual([{ path: script.path, what: 'changed' }]);
  expect(since(0o700)).toEqual([]);
});

test('a file that is gone is one', () => {
  expect(changes(FILES.slice(1))).toEqual([{ path: 'infra/a/one/x', what: 'gone' }]);
});

test('a file that the same proof would read today is one: in a folder, below it, and where the pattern has a star', () => {
  for (const path of ['infra/a/one/new', 'infra/a/one/deep/new', 'infra/c/one/new'])
    expect(changes([...FILES, { path, content: '' }]), path).toEqual([{ path, what: 'new' }]);
});

test('all of them come sorted by path', () => {
  expect(changes([{ path: 'infra/a/one/x', content: 'other\n' }, { path: 'infra/a/one/a', content: '' }, FILES[1]!])).toEqual([
    { path: 'infra/a/one/a', what: 'new' },
    { path: 'infra/a/one/x', what: 'changed' },
    { path: 'infra/b/alone', what: 'gone' },
  ]);
});
