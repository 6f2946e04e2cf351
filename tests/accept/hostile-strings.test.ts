/** Docker Compose and Traefik themselves read hostile texts as nothing but texts. */

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { toolOf } from '../../registry/catalog.ts';
import { systems } from '../../registry/systems.gen.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { run } from '../../tools/process.ts';

/** Each would be replaced or run by a program that takes it for its own language. */
const TEXT = 'a ${HOME} $HOME $$HOME $(id) {{ env "HOME" }} {{ {{` `}} }} %{ if } "\' \\ --> # : é';
const FOLDER = '/srv/a ${HOME} $$x \'"`$(id)`';
const HOME = '/home-of-a-user';

const LAB = {
  lab: { title: TEXT, domain: 'lab.example.net', ingress: 'proxy' },
  networks: { apps: { title: TEXT, role: 'apps', cidr: '10.9.20.0/24' } },
  hosts: { one: { title: TEXT, role: TEXT, addresses: { apps: '10.9.20.11' }, docker: { secrets: FOLDER } } },
  middlewares: { headers: { traefik: { headers: { customResponseHeaders: { 'X-One': TEXT, 'X-Two': `{{${TEXT}` } } } } },
  services: {
    proxy: {
      title: TEXT,
      'runs-on': 'one',
      secrets: { token: { what: TEXT } },
      variables: { GREETING: TEXT },
      undecided: { routes: 'warn' },
      compose: { services: { proxy: { image: 'traefik:v3.6.4', command: ['$$HOME', '${GREETING}'] } } },
    },
  },
};

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-hostile-'));
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(LAB) }], systems);
  const made = loaded.ok ? generate(loaded.value.model, systems, [], readRuntime) : loaded;
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  for (const { path, content } of made.value) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function program(id: 'docker-compose' | 'traefik', context: TestContext): Promise<readonly string[]> {
  const found = await findTool(toolOf(id));
  if (!isMissing(found)) return found.argv;
  process.stderr.write(`SKIPPED tests/accept/hostile-strings.test.ts: ${found.missing}\n`);
  if (process.env['CI'] !== 'true') context.skip(found.missing);
  throw new Error(found.missing);
}

describe('Docker Compose', () => {
  const path = 'infra/compose/one/proxy/compose.yaml';
  const config = async (argv: readonly string[]) => {
    const { stdout, stderr } = await run([...argv, '--file', join(root, path), 'config', '--format', 'json'], { env: { HOME } });
    expect(stdout, stderr).not.toBe('');
    return JSON.parse(stdout) as { secrets: { token: { file: string } }; services: { proxy: { command: string[] } } };
  };

  it('replaces nothing in what is ours, nor in the value of a variable', async (context) => {
    const { secrets, services } = await config(await program('docker-compose', context));
    // Compose prints what it would read again, so dollars are doubled there.
    expect(secrets.token.file.replaceAll('$$', '$')).toBe(`${FOLDER}/proxy/token`);
    expect(services.proxy.command.map((word) => word.replaceAll('$$', '$'))).toEqual(['$HOME', TEXT]);
  });

  it('would replace a dollar that is not doubled', async (context) => {
    const argv = await program('docker-compose', context);
    const before = readFileSync(join(root, path), 'utf8');
    writeFileSync(join(root, path), before.replaceAll('$$', '$'));
    const { secrets } = await config(argv).finally(() => writeFileSync(join(root, path), before));
    expect(secrets.token.file).toContain(HOME);
  });
});

describe('Traefik', () => {
  const path = 'infra/traefik/dynamic/middlewares.yaml';

  it('runs no template in what is ours', async (context) => {
    const headers = await headersOf(await program('traefik', context));
    expect(headers).toEqual({ 'X-One': TEXT, 'X-Two': `{{${TEXT}` });
  });

  it('would run one that is not escaped', async (context) => {
    const argv = await program('traefik', context);
    const before = readFileSync(join(root, path), 'utf8');
    writeFileSync(
      join(root, path),
      'http: { middlewares: { headers: { headers: { customResponseHeaders: { X-One: \'{{ env "HOME" }}\' } } } } }\n',
    );
    const headers = await headersOf(argv).finally(() => writeFileSync(join(root, path), before));
    expect(headers).toEqual({ 'X-One': HOME });
  });

  /** What the running program made of the file. */
  async function headersOf([command = '', ...args]: readonly string[]): Promise<unknown> {
    const port = await freePort();
    const options = ['--api.insecure=true', `--entrypoints.traefik.address=127.0.0.1:${port}`, '--global.checknewversion=false'];
    const folder = dirname(join(root, path));
    const child = spawn(command, [...args, ...options, `--providers.file.directory=${folder}`], {
      stdio: 'ignore',
      env: { ...process.env, HOME },
    });
    try {
      for (let tries = 0; tries < 100; tries++) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/http/middlewares/headers@file`).catch(() => undefined);
        if (answer?.ok) return ((await answer.json()) as { headers: { customResponseHeaders: unknown } }).headers.customResponseHeaders;
        await sleep(100);
      }
      throw new Error('Traefik does not know the middleware');
    } finally {
      child.kill();
    }
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
