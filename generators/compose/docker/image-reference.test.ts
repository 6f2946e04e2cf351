import { expect, test } from 'vitest';
import { parseImage, sameImage } from './image-reference.ts';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;

test.each([
  ['redis', { repository: 'docker.io/library/redis', tag: 'latest' }],
  ['docker.io/library/redis:7', { repository: 'docker.io/library/redis', tag: '7' }],
  ['index.docker.io/grafana/grafana:12', { repository: 'docker.io/grafana/grafana', tag: '12' }],
  ['localhost/own:1', { repository: 'localhost/own', tag: '1' }],
  ['registry.lab:5000/a/b', { repository: 'registry.lab:5000/a/b', tag: 'latest' }],
  [`ghcr.io/a/b:1@${A}`, { repository: 'ghcr.io/a/b', tag: '1', digest: A }],
  [`ghcr.io/a/b@${A}`, { repository: 'ghcr.io/a/b', digest: A }],
  [A, undefined],
  ['', undefined],
])('%s', (text, expected) => {
  expect(parseImage(text)).toEqual(expected);
});

test.each<[string, string, string[], boolean | undefined]>([
  ['redis:7', 'docker.io/library/redis:7', [], true],
  ['redis', 'redis:latest', [], true],
  ['redis:7', 'redis:8', [], false],
  ['redis:7', 'valkey/valkey:7', [], false],
  ['redis:7', A, [], undefined],
  [`redis:7@${A}`, 'redis:7', [`redis@${A}`], true],
  [`redis:7@${A}`, 'redis:7', [`redis@${B}`], false],
  [`redis:7@${A}`, `docker.io/library/redis@${A}`, [], true],
  [`redis:7@${A}`, 'redis:7', [], undefined],
])('declared %s, running %s of %j: %s', (declared, running, digests, same) => {
  expect(sameImage(declared, running, digests)).toBe(same);
});
