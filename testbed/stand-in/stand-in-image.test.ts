import { expect, test } from 'vitest';
import { changes, importedId, splitName } from './stand-in-image.ts';

test.each([
  ['busybox:1', 'busybox', '1'],
  ['ghcr.io/a/b:1.2-x', 'ghcr.io/a/b', '1.2-x'],
  ['registry.example:5000/a:2', 'registry.example:5000/a', '2'],
])('splits %s', (name, repo, tag) => {
  expect(splitName(name)).toEqual({ repo, tag });
});

test.each(['busybox', 'registry.example:5000/a', 'a:1@sha256:00'])('refuses %s, which has no plain tag', (name) => {
  expect(() => splitName(name)).toThrow(RangeError);
});

test('serves every port, the first one as process 1', () => {
  expect(changes({ ports: [80, 8443] })).toEqual([
    'ENV PATH=/bin',
    'CMD ["sh","-c","httpd -p 8443 -h /www && exec httpd -f -p 80 -h /www"]',
    'EXPOSE 80',
    'EXPOSE 8443',
  ]);
});

test('a given command replaces the server', () => {
  expect(changes({ command: ['sleep', '60'] })).toEqual(['ENV PATH=/bin', 'CMD ["sleep","60"]']);
});

test('reads the id, or the error, from what an import answers', () => {
  expect(importedId('{"status":"sha256:abc"}\r\n')).toBe('sha256:abc');
  expect(() => importedId('{"errorDetail":{},"error":"no space"}\n')).toThrow('no space');
});
