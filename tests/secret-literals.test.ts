/** A secret that was typed into the inventory: every command refuses, prints none of it, and writes nothing. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSources } from '../core/load.ts';
import { renderLab } from '../core/pipeline.ts';
import { diagnosticsJson, printDiagnostics } from '../core/report/print-diagnostics.ts';
import { systems } from '../registry/systems.gen.ts';
import { run } from '../tools/process.ts';
import { canariesIn, canary } from './accept/canary-scan.ts';

const ONE_HOST = join(import.meta.dirname, 'labs', 'one-host');
const base = { path: 'inventory/lab.yaml', text: readFileSync(join(ONE_HOST, 'lab.yaml'), 'utf8') };

const app = (container: string) => `services:
  app:
    title: App
    runs-on: box
    compose:
      services:
        app:
          image: app:1
${container.replace(/^/gm, '          ')}
`;
const pem = (kind: string) => `-----BEGIN ${kind} KEY-----\n${canary()}${canary()}\n${canary()}==\n-----END ${kind} KEY-----`;
const block = (text: string, spaces: number) => text.replace(/^/gm, ' '.repeat(spaces));

/** Where people put secrets, each in a separate file. */
const LITERALS: Readonly<Record<string, string>> = {
  'a password in a map': app(`environment:\n  DB_PASSWORD: ${canary()}\n  PORT: 80`),
  'a password with signs in it': app(`environment:\n  DB_PASSWORD: "a#${canary()},b}"`),
  'a password in a list': app(`environment:\n  - DB_PASSWORD=${canary()}\n  - PORT=80`),
  'a password of several lines': app(`environment:\n  DB_PASSWORD: |\n    ${canary()}`),
  'a password below its key': app(`environment:\n  DB_PASSWORD:\n    ${canary()}`),
  'a number': app('environment: { ROOT_PASSWORD: 8316409275 }'),
  'a key of AWS': app(`environment: { AWS_SECRET_ACCESS_KEY: ${canary()} }`),
  'a label': app(`labels: { api-key: ${canary()} }`),
  'a private key': app(`environment:\n  TLS: |\n${block(pem('RSA PRIVATE'), 4)}\n  PORT: 80`),
  'a private key without an end': app(`environment:\n  TLS: |\n    -----BEGIN PRIVATE KEY-----\n    ${canary()}`),
  'a file of settings': `${app('configs: [settings]')}      configs: { settings: { content: "user: me\\npassword: ${canary()}\\n" } }\n`,
  'a private key in a file': `${app('configs: [key]')}      configs:\n        key:\n          content: |\n${block(pem('OPENSSH PRIVATE'), 12)}\n`,
  'a word of a command': app(`command: run --verbose --token ${canary()}`),
  'an option of a command': app(`command: run --admin-password=${canary()}`),
  'words of a command': app(`command: [run, --token, ${canary()}]`),
  'a health check': app(`healthcheck: { test: ["CMD", "curl", "http://me:${canary()}@localhost/"] }`),
  'the token of a tunnel': app(
    `command: tunnel run ${Buffer.from(`{"a":"${canary()}","t":"6ff42ae2-765d","s":"${canary()}"}`).toString('base64')}`,
  ),
  'a token of Cloudflare': app(`environment: { ANYTHING: cfut_${canary()}${canary()} }`),
  'an old token of Cloudflare': app(`environment: { CF_DNS_API_TOKEN: ${canary()} }`),
  'a token of GitHub as a key': app(`environment: { "ghp_${canary()}${canary()}": x }`),
  'a login in an address': app(`environment: { CACHE: "redis://:${canary()}@cache:6379" }`),
  'a token in an address': app(`environment: { HOOK: "https://hooks.example.net/x?token=${canary()}" }`),
  'a login of a Docker endpoint': `hosts:\n  two:\n    title: Two\n    role: x\n    docker: { endpoint: "https://me:${canary()}@two:2376" }\n`,
  'a login of a Prometheus': `lab:\n  prometheus: { service: notes, url: "http://me:${canary()}@box:9090/" }\n`,
  'a hash in a middleware': `middlewares:\n  login: { traefik: { basicAuth: { users: ["me:$2y$05$${canary()}"] } } }\n`,
  'an old hash in a middleware': `middlewares:\n  login: { traefik: { basicAuth: { users: ["me:{SHA}${canary(27)}="] } } }\n`,
  'a header of a middleware': `middlewares:\n  x: { traefik: { headers: { customRequestHeaders: { X-Api-Key: ${canary()} } } } }\n`,
  'a login in a header': `middlewares:\n  x: { traefik: { headers: { customRequestHeaders: { Authorization: "Basic ${canary()}" } } } }\n`,
  'what a secret is': `services:\n  app: { title: App, runs-on: box, secrets: { token: { what: "glpat-${canary()}" } } }\n`,
  'a title': `services:\n  app: { title: "App glpat-${canary()}", runs-on: box }\n`,
  'the place of a repository': `repositories:\n  far: { title: Far, type: restic, target: x, location: "rest:https://me:${canary()}@far/" }\n`,
  'a reference': `services:\n  app: { title: App, runs-on: glpat-${canary()} }\n`,
  'options of a generator': `systems:\n  traefik: { docker-endpoint: "tcp://me:${canary()}@x:1" }\n`,
};

describe.each(Object.entries(LITERALS))('%s', (_, text) => {
  const file = { path: 'inventory/more.yaml', text };
  const result = loadSources([base, file], systems);
  const diagnostics = result.ok ? [] : result.diagnostics;

  it('is refused as a secret, at its place', () => {
    expect(diagnostics.map(({ code, at }) => `${code} ${at?.file}`)).toContain('secret-literal inventory/more.yaml');
  });

  it('is not said again', () => {
    const sources = new Map([base, file].map((each) => [each.path, each.text]));
    const said = printDiagnostics(diagnostics, { sources }) + JSON.stringify(diagnosticsJson(diagnostics));
    expect(said).not.toContain('8316409275');
    expect(canariesIn('the message', said)).toEqual([]);
  });
});

describe('the commands', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'rackbook-literals-'));
    cpSync(ONE_HOST, join(root, 'inventory'), { recursive: true });
    for (const [index, text] of Object.values(LITERALS).entries()) write(`${index}.yaml`, text.replaceAll(/\bapp:$/gm, `app-${index}:`));
    // No YAML at all, so only its form shows that it is a secret.
    write(
      'broken.yaml',
      `services:\n  x:\n    environment:\n      DB_PASSWORD: ${canary()}\n\t    TLS: |\n        ${pem('PRIVATE').replaceAll('\n', '\n        ')}\n`,
    );
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, 'inventory', path)), { recursive: true });
    writeFileSync(join(root, 'inventory', path), text);
  };
  const command = (name: string, ...args: string[]) =>
    run([process.execPath, join(import.meta.dirname, '..', 'cli', `${name}.ts`), '--root', root, ...args]);

  it.each([['gen'], ['gen', '--json'], ['gen', '--check'], ['gen', '--diff'], ['status'], ['build'], ['verify']])(
    '%s %s refuses, says no secret and writes nothing',
    async (name, ...args) => {
      const { code, stdout, stderr } = await command(name, ...args);
      expect(code).toBe(1);
      expect(stdout + stderr).toContain('secret-literal');
      expect(canariesIn(name, stdout + stderr)).toEqual([]);
      expect(readdirSync(root)).toEqual(['inventory']);
    },
  );
});

it('a secret in an override is refused too', async () => {
  const root = mkdtempSync(join(tmpdir(), 'rackbook-override-'));
  try {
    cpSync(ONE_HOST, join(root, 'inventory'), { recursive: true });
    const folder = join(root, 'inventory', 'overrides', 'compose', 'box', 'notes');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'compose.yaml'), `services:\n  notes:\n    environment:\n      DB_PASSWORD: ${canary()}\n`);
    const result = await renderLab(join(root, 'inventory'), systems);
    const diagnostics = result.ok ? [] : result.diagnostics;
    expect(diagnostics.map(({ code, at }) => `${code} ${at?.line}:${at?.col}`)).toEqual(['secret-literal 4:20']);
    const sources = new Map(result.sources.map(({ path, text }) => [path, text]));
    expect(canariesIn('the message', printDiagnostics(diagnostics, { sources }))).toEqual([]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
