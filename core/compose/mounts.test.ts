import { describe, expect, it } from 'vitest';
import { writableMounts } from './mounts.ts';

const sources = (...volumes: readonly unknown[]) => writableMounts({ volumes }).map(({ source, target }) => [source, target]);

describe('what a container may write to and outlives it', () => {
  it('is a folder or a volume that is mounted to be written', () => {
    expect(sources('/srv/a:/a', 'data:/b', '/c', { type: 'volume', source: 'd', target: '/d' })).toEqual([
      ['/srv/a', '/a'],
      ['data', '/b'],
      [undefined, '/c'],
      ['d', '/d'],
    ]);
  });

  it.each([
    ['an image, which has nothing that is not in the registry', { type: 'image', source: 'site:1', target: '/a' }],
    ['memory', { type: 'tmpfs', target: '/a' }],
    ['what is only read', { type: 'bind', source: '/srv/a', target: '/a', read_only: true }],
    ['what is only read, in short', '/srv/a:/a:ro'],
    ['a socket', '/srv/a.sock:/a.sock'],
  ])('is not %s', (_, mount) => expect(sources(mount)).toEqual([]));
});
