import { expect, test } from 'vitest';
import { mountedPaths } from './mounted-paths.ts';

const PATH = 'infra/compose/one/app/compose.yaml';

test.each([
  ['the short syntax', 'volumes: ["../../../proxy/dynamic:/etc/dynamic:ro"]', 'infra/proxy/dynamic'],
  ['the long syntax', 'volumes: [{ type: bind, source: ../../../proxy/x.yaml, target: /x }]', 'infra/proxy/x.yaml'],
  ['its own folder', 'volumes: ["./page/:/page"]', 'infra/compose/one/app/page'],
  ['a file of variables', 'env_file: vars.env', 'infra/compose/one/app/vars.env'],
  ['files of variables', 'env_file: [{ path: ../vars.env }]', 'infra/compose/one/vars.env'],
])('finds what %s names', (_, entry, wanted) => {
  expect(mountedPaths(PATH, `services: { app: { image: x, ${entry} } }\n`)).toEqual([wanted]);
});

test('finds files of configs and secrets, sorted and once', () => {
  const text =
    'configs: { b: { file: ./configs/b }, a: { file: ./configs/a } }\nsecrets: { a: { file: ./configs/a }, c: { external: true } }\n';
  expect(mountedPaths(PATH, text)).toEqual(['infra/compose/one/app/configs/a', 'infra/compose/one/app/configs/b']);
});

test('leaves out volumes, paths of the machine, and what is outside of the repository', () => {
  const volumes = ['data:/data', '/srv/app:/data', '/anonymous', '../../../../../etc/passwd:/x', 'name.with.dots:/x'];
  expect(mountedPaths(PATH, `services: { app: { volumes: ${JSON.stringify(volumes)}, env_file: /etc/app.env } }\n`)).toEqual([]);
  expect(mountedPaths(PATH, '')).toEqual([]);
});
