import { spawn } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { dockerStandIn } from '../../../testbed/stand-in/engine-api.ts';
import type { Candidate, CheckContext, Checker, Judgement } from '../../../tools/verify/checker.ts';
import { traefik } from '../tool.ts';
import { labelledContainers } from './labelled-containers.ts';
import { stageTraefik, type TraefikStage } from './traefik-stage.ts';

const READY_MS = 20_000;
/** After this long without news, what is missing will not come. */
const SETTLED_MS = 4_000;
const STATIC = 'infra/traefik/traefik.yaml';

interface RawData {
  readonly routers?: Readonly<Record<string, { status?: string; error?: string[] }>>;
  readonly services?: Readonly<Record<string, { status?: string; error?: string[] }>>;
  readonly middlewares?: Readonly<Record<string, { status?: string; error?: string[] }>>;
}

/**
 * Traefik has no command that checks a configuration, so it is run: the real program reads the generated static file, dynamic files and
 * the labels of the generated Compose files, and its own API says what it made of them. Every declared router, service and
 * middleware must be there without an error. `infra/traefik/traefik.yaml` also answers for the labels.
 */
export const traefikChecker: Checker = {
  id: 'traefik',
  title: 'Traefik',
  needs: traefik,
  async check(files, context) {
    const dynamic = files.map(({ path }) => path).filter((path) => path !== STATIC);
    const compose = (await readdir(join(context.root, 'infra'), { recursive: true }))
      .filter((path) => path.endsWith('/compose.yaml'))
      .map((path) => `infra/${path}`);
    const containers = await labelledContainers(context.root, compose.sort());
    const docker = dockerStandIn(containers);
    await new Promise<void>((resolve) => docker.listen(0, '127.0.0.1', resolve));
    const ports = { api: await freePort(), docker: (docker.address() as AddressInfo).port };
    const stage = await stageTraefik(context.root, files.some(({ path }) => path === STATIC) ? STATIC : undefined, dynamic, ports);
    try {
      const labelled = containers
        .flatMap(({ labels }) => Object.keys(labels))
        .flatMap((key) => /^traefik\.http\.routers\.([^.]+)\.rule$/.exec(key)?.[1] ?? []);
      return await judge(files, context, stage, ports.api, labelled);
    } finally {
      docker.close();
      await rm(stage.folder, { recursive: true, force: true });
    }
  },
};

async function judge(
  files: readonly Candidate[],
  context: CheckContext,
  { folder, staticFile }: TraefikStage,
  port: number,
  labelled: readonly string[],
): Promise<readonly Judgement[]> {
  // Traefik looks for local plugins below its working folder, which an image has by an option.
  const [program = '', ...args] = context.argv.map((word, index) => (context.argv[index - 1] === '--workdir' ? folder : word));
  const child = spawn(program, [...args, `--configfile=${staticFile}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CF_DNS_API_TOKEN: 'stand-in' },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = `${output}${chunk}`.slice(-8_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', (error) => keep(Buffer.from(error.message)));
  try {
    const wanted = new Map(await Promise.all(files.map(async ({ path }) => [path, await wantedOf(path, context.root, labelled)] as const)));
    const data = await rawData(port, () => child.exitCode !== null, [...wanted.values()].flat());
    return files.map(({ path }) => (data ? verdictOf(path, wanted.get(path) ?? [], data) : { path, ok: false, detail: refusal(output) }));
  } finally {
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(5_000).then(() => child.kill('SIGKILL'))]);
  }
}

/** One thing that Traefik should know, by its kind and its name with the provider: `['routers', 'media@file']`. */
type Wanted = readonly [keyof RawData, string];

/** Traefik's view once it has everything that is wanted, or once nothing new has come for a while; undefined when it ended instead. */
async function rawData(port: number, hasEnded: () => boolean, wanted: readonly Wanted[]): Promise<RawData | undefined> {
  const until = performance.now() + READY_MS;
  let last: { text: string; since: number; data: RawData } | undefined;
  while (performance.now() < until && !hasEnded()) {
    const text = await fetch(`http://127.0.0.1:${port}/api/rawdata`, { signal: AbortSignal.timeout(2_000) })
      .then((response) => (response.ok ? response.text() : undefined))
      .catch(() => undefined);
    if (text !== undefined) {
      if (last?.text !== text) last = { text, since: performance.now(), data: JSON.parse(text) as RawData };
      const complete = wanted.every(([kind, name]) => last?.data[kind]?.[name] !== undefined);
      if (complete || performance.now() - last.since > SETTLED_MS) return last.data;
    }
    await sleep(150);
  }
  return hasEnded() ? undefined : last?.data;
}

function verdictOf(path: string, wanted: readonly Wanted[], data: RawData): Judgement {
  const faults = wanted.flatMap(([kind, name]) => {
    const found = data[kind]?.[name];
    if (!found) return [`${name} is not in Traefik's ${kind}`];
    return found.error ?? (found.status === undefined || found.status === 'enabled' ? [] : [`${name} is ${found.status}`]);
  });
  const taken = path === STATIC ? `static file, ${wanted.length} routers by labels` : `${wanted.length} objects`;
  return { path, ok: faults.length === 0, detail: faults[0] ?? taken };
}

/** What a file declares: the static file answers for the routers by labels, a dynamic file for what is in it. */
async function wantedOf(path: string, root: string, labelled: readonly string[]): Promise<readonly Wanted[]> {
  if (path === STATIC) return labelled.map((name) => ['routers', `${name}@docker`] as const);
  const http = (parse(await readFile(join(root, path), 'utf8')) as { http?: Record<string, Record<string, unknown>> }).http ?? {};
  return (['routers', 'services', 'middlewares'] as const).flatMap((kind) =>
    Object.keys(http[kind] ?? {}).map((name) => [kind, `${name}@file`] as const),
  );
}

function refusal(output: string): string {
  const lines = output.trim().split('\n');
  return lines.findLast((line) => /error|ERR|cannot|invalid/i.test(line)) ?? lines.at(-1) ?? `${basename(STATIC)} was not taken`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
