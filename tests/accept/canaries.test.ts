/** No secret of the lab or of this machine is in what the commands write and print: canaries are planted, then looked for. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../core/contract.ts';
import { loadLab } from '../../core/load.ts';
import { renderLab } from '../../core/pipeline.ts';
import { systems } from '../../registry/systems.gen.ts';
import { type Engine, engineObstacle, startEngine } from '../../testbed/engine/engine.ts';
import { makeStandInImage } from '../../testbed/stand-in/stand-in-image.ts';
import { repository } from '../../tools/places.ts';
import type { RunResult } from '../../tools/process.ts';
import { REFERENCE } from '../labs/labs.ts';
import { canariesIn, canary, scanFolder } from './canary-scan.ts';

const obstacle = await engineObstacle();
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/canaries.test.ts: ${obstacle}\n`);

test.runIf(obstacle !== undefined && process.env['CI'] === 'true')('an engine is there in CI', () => {
  expect(obstacle).toBeUndefined();
});

const cli = (command: string) => [process.execPath, join(repository, 'cli', `${command}.ts`)];

/** Programs read secrets under these names. Those that generated files name are added. */
const NAMES = [
  ...['CF_DNS_API_TOKEN', 'CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_API_KEY', 'TUNNEL_TOKEN', 'TF_VAR_account_id', 'RESTIC_PASSWORD'],
  ...['AWS_SECRET_ACCESS_KEY', 'B2_ACCOUNT_KEY', 'PBS_PASSWORD', 'BW_SESSION', 'ANSIBLE_VAULT_PASSWORD', 'GITHUB_TOKEN', 'NPM_TOKEN'],
  ...['DOCKER_AUTH_CONFIG', 'VITE_TOKEN', 'PUBLIC_TOKEN', 'http_proxy_password'],
];

/** The scan itself is tried on every form before anything is believed of it. */
describe('the scan', () => {
  const one = canary();
  const backwards = [...one].reverse().join('');
  const escaped = (text: string) => [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  test.each([
    ['as it is', one],
    ['in lower case', one.toLowerCase()],
    ['cut', one.slice(0, 14)],
    ['in base64', Buffer.from(one).toString('base64')],
    ['in base64, within something', Buffer.from(`{"a":"${one}"}`).toString('base64')],
    ['in base64 for URLs', Buffer.from(`x?${one}`).toString('base64url')],
    ['percent-encoded', [...one].map((c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).join('')],
    ['in hexadecimal', Buffer.from(one).toString('hex').toUpperCase()],
    ['backwards', backwards],
    ['escaped for JSON', escaped(one)],
    ['escaped for JSON, backwards', escaped(backwards)],
    ['escaped for HTML', [...one].map((c) => `&#x${c.charCodeAt(0).toString(16)};`).join('')],
  ])('finds a canary %s', (_, text) => {
    expect(canariesIn('here', `something ${text} else`)).not.toEqual([]);
  });

  test('finds none where none is', () => {
    expect(canariesIn('here', readFileSync(import.meta.filename, 'utf8'))).toEqual([]);
  });
});

describe.skipIf(obstacle !== undefined)('a lab full of canaries', () => {
  let engine: Engine;
  let root: string;
  let sources: ChildProcess | undefined;
  let env: Record<string, string | undefined>;
  const outputs: [command: string, result: RunResult][] = [];
  const inLab = async (command: string, ...args: string[]) => {
    const result = await engine.run([...cli(command), '--root', root, ...args], { env, cwd: repository, timeoutMs: 90_000 });
    outputs.push([`${command} ${args.join(' ')}`, result]);
    expect(result.code, `${command}: ${result.stderr}`).toBe(0);
  };

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'rackbook-canaries-'));
    cpSync(REFERENCE, join(root, 'inventory'), { recursive: true });
    engine = await startEngine();
    await wire(engine);
    await plantContainers(engine);
    const machine = join(root, 'machine');
    movePaths(machine);
    await plantFiles(machine);
    env = await environment(machine);
    sources = await startSources(engine, join(root, 'sources'));
  }, 120_000);
  afterAll(async () => {
    sources?.kill();
    await engine?.stop();
    if (root) rmSync(root, { recursive: true, force: true });
  }, 60_000);

  test('shows none of them in what gen, status and build write and print', async () => {
    writeFileSync(join(root, 'sources', 'mode'), 'errors');
    await inLab('gen');
    await inLab('status', '--json');
    const failed = snapshot();
    const first = scan();
    writeFileSync(join(root, 'sources', 'mode'), 'answers');
    await inLab('status');
    await inLab('build');
    await inLab('gen', '--check', '--json');

    // What was planted was seen: otherwise its absence would say nothing.
    expect(Object.fromEntries(failed.sources.map(({ id, ok }) => [id, ok]))).toEqual({
      'docker:arr': false,
      'docker:documents': false,
      'docker:sites': false,
      'docker:srv-1': true,
      'docker:vault': false,
      probes: true,
      prometheus: false,
    });
    const seen = JSON.stringify(snapshot());
    expect(seen).toContain('password=[redacted]');
    expect(seen).toContain('http://[redacted]@10.10.10.11:9100/metrics');
    expect(seen).toContain('The container [redacted] runs, and nothing declares it');
    expect(seen).toContain('Its own health check failed');

    expect(first).toEqual([]);
    expect(scan()).toEqual([]);
    expect(outputs.flatMap(([command, { stdout, stderr }]) => canariesIn(command, `${stdout}\n${stderr}`))).toEqual([]);
  }, 120_000);

  test.each([
    ['infra/traefik/traefik.yaml', (text: string) => text],
    ['dist/index.html', (text: string) => Buffer.from(`key=${text}`).toString('base64')],
    ['.rackbook/snapshot.json', (text: string) => text.slice(0, 16)],
  ])('would show one that is written to %s', (path, form) => {
    const file = join(root, path);
    const before = readFileSync(file);
    appendFileSync(file, form(canary()));
    expect(places()).toEqual([path]);
    writeFileSync(file, before);
    expect(scan()).toEqual([]);
  });

  test('would show one in the packed index of the search', () => {
    const index = join(root, 'dist', 'pagefind', 'index');
    const file = join(index, readdirSync(index)[0] ?? '');
    const before = readFileSync(file);
    writeFileSync(file, gzipSync(`pagefind_dcd ${canary().toLowerCase()}`));
    expect(places()).toEqual([expect.stringContaining('dist/pagefind/index') as unknown]);
    writeFileSync(file, before);
  });

  /** Everything below the repository of the lab apart from where the secrets were planted. */
  function scan(): readonly string[] {
    const places = ['infra', 'src', 'dist', '.rackbook', 'inventory'].filter((name) => existsSync(join(root, name)));
    const scans = places.map((name) => ({ name, ...scanFolder(join(root, name)) }));
    expect(scans.every(({ files }) => files > 0)).toBe(true);
    // What `dist` shows is among the versions of the site, too.
    return scans.flatMap(({ name, found }) => found.map((each) => `${name}/${each}`)).filter((each) => !each.startsWith('.rackbook/site/'));
  }

  const places = () => [...new Set(scan().map((found) => found.split(':')[0]))];

  function snapshot(): Snapshot {
    return JSON.parse(readFileSync(join(root, '.rackbook', 'snapshot.json'), 'utf8')) as Snapshot;
  }

  /** Secrets of the first machine are below a temporary folder. */
  function movePaths(machine: string): void {
    const hosts = join(root, 'inventory', 'hosts.yaml');
    const text = readFileSync(hosts, 'utf8');
    const endpoint = '      endpoint: tcp://10.10.10.11:2375\n';
    expect(text).toContain(endpoint);
    writeFileSync(hosts, text.replace(endpoint, `${endpoint}      secrets: ${join(machine, 'secrets')}\n`));
  }

  async function plantFiles(machine: string): Promise<void> {
    const lab = await loadLab(join(root, 'inventory'), systems);
    if (!lab.ok) throw new Error(lab.diagnostics.map(({ message }) => message).join('\n'));
    const files = lab.value.model.services.flatMap(({ id, secrets }) => secrets.map((secret) => join(machine, 'secrets', id, secret.id)));
    expect(files.length).toBeGreaterThan(5);
    const more = ['.docker/config.json', '.netrc', '.npmrc', '.cloudflared/cert.pem', '.config/rclone/rclone.conf', '.ssh/id_ed25519'];
    for (const path of [...files, ...more.map((name) => join(machine, 'home', name)), join(root, '.env')]) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, path.endsWith('.env') ? `PUBLIC_TOKEN=${canary()}\nCF_DNS_API_TOKEN=${canary()}\n` : canary());
    }
  }

  async function environment(machine: string): Promise<Record<string, string | undefined>> {
    const rendered = await renderLab(join(root, 'inventory'), systems);
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
    const compose = rendered.value.files.filter(({ path }) => /^infra\/.*\.yaml$/.test(path)).map(({ content }) => content);
    const named = compose.flatMap((text) => [...text.matchAll(/(?<!\$)\$\{?([A-Z][A-Z0-9_]{3,})/g)].map(([, name]) => name ?? ''));
    const names = new Set([...NAMES, ...named].filter((name) => !['HOME', 'PATH', 'HOSTNAME'].includes(name)));
    // Vitest's own would reach the site.
    const others = Object.keys(process.env).filter((name) => name !== 'PATH');
    return {
      ...Object.fromEntries(others.map((name) => [name, undefined])),
      ...Object.fromEntries([...names].map((name) => [name, canary()])),
      HOME: join(machine, 'home'),
    };
  }
});

/** Gives the engine's network the lab's addresses, all on one cable; nothing in it leads outside. */
async function wire(engine: Engine): Promise<void> {
  const addresses = ['10.10.10.11/24', '10.10.20.11/24', ...[32, 33, 34, 35].map((last) => `10.10.10.${last}/24`)];
  const lines = [
    'link add name lab type veth peer name plug',
    'link set dev lab up',
    'link set dev plug up',
    ...addresses.map((address) => `address add ${address} dev lab`),
  ];
  const done = await engine.run(['ip', '-batch', '-'], { input: `${lines.join('\n')}\n` });
  expect(done, done.stderr).toMatchObject({ code: 0 });
}

/** Containers that hold secrets where people put them, and where Docker shows them. */
async function plantContainers({ api: docker }: Engine): Promise<void> {
  await makeStandInImage(docker, 'traefik:v3.6.4');
  const run = async (name: string, labels: Record<string, string>, more: object = {}) => {
    const container = await docker.createContainer({
      name,
      Image: 'traefik:v3.6.4',
      Env: [`CF_DNS_API_TOKEN=${canary()}`, `PLAIN=${canary()}`],
      Labels: { 'lab.token': canary(), [`lab.${canary()}`]: 'x', ...labels },
      Cmd: ['sh', '-c', `: --token=${canary()} ${canary()}; exec sleep 1000`],
      ...more,
    });
    return container.start().catch(() => undefined);
  };
  const project = (name: string, service = name) => ({ 'com.docker.compose.project': name, 'com.docker.compose.service': service });
  const failing = { Test: ['CMD-SHELL', `echo ${canary()}; exit 1`], Interval: 1e9, Timeout: 1e9, Retries: 1 };
  await run('traefik', project('traefik'), { Healthcheck: failing });
  // The engine keeps why it could not start it, with the command in it.
  await run('vaultwarden', project('vaultwarden'), { Cmd: [`/bin/${canary()}`, canary()] });
  await run('grafana', project('grafana'), { Cmd: ['sh', '-c', `echo ${canary()}; exit 3`] });
  await run(`ghp_${canary()}${canary().slice(0, 8)}`, {});
  await run(`glpat-${canary(20)}`, {});
  await run('lone', project(`glpat-${canary(20)}`, 'x'));
  await run('extra', project('traefik', `xoxb-${canary()}`));
  for (let tries = 0; tries < 50; tries++) {
    const { State } = await docker.getContainer('traefik').inspect();
    if (State.Health?.Status === 'unhealthy') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function startSources(engine: Engine, folder: string): Promise<ChildProcess> {
  mkdirSync(folder);
  const names = ['header', 'body', 'redirect', 'label', 'target', 'alert', 'engine'];
  const shaped = { github: `${canary()}${canary().slice(0, 8)}`, gitlab: `glpat-${canary(20)}`, cloudflare: `${canary()}${canary()}` };
  writeFileSync(join(folder, 'canaries.json'), JSON.stringify({ ...Object.fromEntries(names.map((name) => [name, canary()])), ...shaped }));
  writeFileSync(join(folder, 'mode'), 'errors');
  const [program = '', ...args] = [
    ...engine.inNetwork,
    process.execPath,
    join(import.meta.dirname, 'canary-sources.ts'),
    folder,
    engine.socket,
  ];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the sources did not start')));
  await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return child;
}
