import { describe, expect, it } from 'vitest';
import { IMAGE_PATTERN } from './image-pattern.ts';

const found = (text: string) =>
  [...text.matchAll(new RegExp(IMAGE_PATTERN, 'g'))].map(({ groups = {} }) => [
    groups['depName'],
    groups['currentValue'],
    groups['currentDigest'],
  ]);
const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('an image', () => {
  it.each([
    ['image: traefik:v3.6.24', [['traefik', 'v3.6.24', undefined]]],
    ['  image: "prom/prometheus:v3.5.3"\n  user: x', [['prom/prometheus', 'v3.5.3', undefined]]],
    [
      'a:\n- image: a:1\n- image: b:2\n',
      [
        ['a', '1', undefined],
        ['b', '2', undefined],
      ],
    ],
    [`image: reg.example.net:5000/x/y:1.2@${DIGEST}`, [['reg.example.net:5000/x/y', '1.2', DIGEST]]],
    [
      "services: { one: { image: one:1 }, other: { ports: [], image: 'other:2.0' } }",
      [
        ['one', '1', undefined],
        ['other', '2.0', undefined],
      ],
    ],
    ['lab: { socket-proxy: "x/y:v1", domain: d }', [['x/y', 'v1', undefined]]],
  ])('is found in %j', (text, wanted) => expect(found(text)).toEqual(wanted));

  it.each([
    '# image: x:1',
    '  # image: x:1',
    'image: x',
    'image: ${X:-y:1}',
    'image: x:${TAG}',
    'image: reg.example.net:5000/x',
    'my-image: x:1',
    'images: x:1',
    'what: the image: x:1',
  ])('is not found in %j', (text) => expect(found(text)).toEqual([]));
});
