import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloudflared } from '../generators/cloudflared/tool.ts';
import { dockerCompose } from '../testbed/tool.ts';
import { findLocally } from './find.ts';
import { imageArgv } from './tool-image.ts';

let own: string;
let path: string;
beforeEach(async () => {
  own = await mkdtemp(join(tmpdir(), 'rackbook-own-'));
  path = await mkdtemp(join(tmpdir(), 'rackbook-path-'));
});
afterEach(async () => {
  await rm(own, { recursive: true });
  await rm(path, { recursive: true });
});

const compose = () => findLocally(dockerCompose, own, path);

test("prefers the project's own program", async () => {
  await program(own, 'docker-compose', 'echo 2.26.1-4');
  await program(path, 'docker', 'echo 2.40.0');
  expect(await compose()).toEqual({ argv: [join(own, 'docker-compose')], version: '2.26.1', via: 'rackbook' });
});

test("takes the PATH's plugin where it is new enough", async () => {
  await program(path, 'docker', '[ "$1 $2" = "compose version" ] && echo v2.40.0');
  expect(await compose()).toEqual({ argv: [join(path, 'docker'), 'compose'], version: '2.40.0', via: 'path' });
});

test('refuses what is too old or has no plugin, and says so', async () => {
  await program(path, 'docker', 'echo "docker: unknown command: docker compose" >&2; exit 1');
  await program(path, 'docker-compose', 'echo 1.29.2');
  expect(await compose()).toEqual({
    missing:
      `Docker Compose: ${path}/docker compose does not run (docker: unknown command: docker compose); ` +
      `${path}/docker-compose is 1.29.2, needed is 2.24 or newer. To install it: npm run tools docker-compose`,
  });
});

test('says which command installs what is nowhere', async () => {
  expect(await compose()).toEqual({ missing: 'Docker Compose: not installed. To install it: npm run tools docker-compose' });
});

test('says who has what Rackbook cannot install', async () => {
  expect(await findLocally(cloudflared, own, path)).toEqual({
    missing: expect.stringMatching(/^cloudflared: not installed\. It comes from (?!.*npm run tools)/),
  });
});

test('an image sees the repository read-only, at the same path', () => {
  const image = { ref: 'docker.io/prom/prometheus:v3.5.0', entrypoint: '/bin/promtool', network: 'none' } as const;
  expect(imageArgv('/usr/bin/docker', image, '/lab').join(' ')).toBe(
    '/usr/bin/docker run --rm --interactive --network none --volume /lab:/lab:ro --workdir /lab --entrypoint /bin/promtool docker.io/prom/prometheus:v3.5.0',
  );
});

async function program(folder: string, name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}
