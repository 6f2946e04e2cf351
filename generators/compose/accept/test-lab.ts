/** A lab of one machine on a Docker Engine of its own: its generated files, its `up.sh`, and a real ingress in the network of its container. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { generate } from '../../../core/generate.ts';
import { loadSources } from '../../../core/load.ts';
import type { WantedFile } from '../../../core/plan/change.ts';
import { readRuntime } from '../../../core/read-runtime.ts';
import { toolOf } from '../../../registry/catalog.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { type Engine, startEngine } from '../../../testbed/engine/engine.ts';
import { makeStandInImage } from '../../../testbed/stand-in/stand-in-image.ts';
import { type NamespaceClient, startClient } from '../../../testbed/topology/client.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import type { RunResult } from '../../../tools/process.ts';

/** Address of the machine, where what is in its own network answers. */
const MACHINE = '10.2.20.11';
const INGRESS = 'traefik:v3.6.12';

export interface LabOnEngine {
  readonly engine: Engine;
  /** Runs `up.sh` of the machine. */
  up(): Promise<RunResult>;
  /** Puts a text over a generated file, and gives back what is there otherwise. `from` has to stand in it. */
  change(path: string, from: string | RegExp, to: string): Promise<() => Promise<void>>;
  /** Starts one project as its file is now. */
  start(service: string): Promise<RunResult>;
  /** Loads the firewall of the machine, with a text put in place of another. */
  loadFirewall(from?: string | RegExp, to?: string): Promise<void>;
  /** Starts the real ingress in the network of its container. */
  startIngress(): Promise<void>;
  /** Status of a hostname as the ingress gives it. */
  ask(hostname: string): Promise<number | string>;
  stop(): Promise<void>;
}

/** The generated files of an inventory with one machine, an ingress and these services. */
export function filesOf(services: object, lab: object = {}): readonly WantedFile[] {
  const inventory = {
    lab: { title: 'L', domain: 'l.example.net', ingress: 'proxy', ...lab },
    networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
    hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: MACHINE }, docker: {} } },
    services: { proxy: { title: 'Proxy', 'runs-on': 'one', compose: { services: { proxy: { image: INGRESS } } } }, ...services },
  };
  const text = stringify(inventory, { aliasDuplicateObjects: false });
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const files = generate(loaded.value.model, systems, [], readRuntime);
  if (!files.ok) throw new Error('no overrides are used here');
  return files.value;
}

export async function startLab(services: object, lab: object = {}): Promise<LabOnEngine> {
  // Certificates are no part of this: the ingress shows one of its own.
  const files = filesOf(services, lab).filter(({ path }) => !path.endsWith('/tls.yaml'));
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-overlay-'));
  for (const { path, content, mode } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content, { mode: mode ?? 0o644 });
  }
  const engine = await startEngine();
  await engine.run(['ip', 'address', 'add', `${MACHINE}/24`, 'dev', 'lo']);
  await makeStandInImage(engine.api, 'app:1', { ports: [8080] });
  for (const image of [INGRESS, 'idle:1']) await makeStandInImage(engine.api, image, { ports: [] });
  const machine = join(folder, 'infra/compose/one');
  let ingress: ChildProcess | undefined;
  let client: NamespaceClient | undefined;
  return {
    engine,
    up: () => engine.runInside(['sh', 'up.sh', '--pull', 'never'], { cwd: machine }),
    async change(path, from, to) {
      const content = files.find((file) => file.path === path)?.content ?? '';
      const changed = content.replace(from, to);
      if (changed === content) throw new Error(`${from} does not stand in ${path}`);
      await writeFile(join(folder, path), changed);
      return () => writeFile(join(folder, path), content);
    },
    start: (service) =>
      engine.runInside(['docker', 'compose', '--file', `${service}/compose.yaml`, 'up', '--detach', '--pull', 'never'], { cwd: machine }),
    async loadFirewall(from, to = '') {
      const path = 'infra/nftables/one/rackbook.nft';
      const content = files.find((file) => file.path === path)?.content ?? '';
      const changed = from === undefined ? content : content.replace(from, to);
      if (from !== undefined && changed === content) throw new Error(`${from} does not stand in ${path}`);
      const done = await engine.run([...(await programOf('nft')), '-f', '-'], { input: changed });
      if (done.code !== 0) throw new Error(done.stderr);
    },
    async startIngress() {
      const enter = await engine.inContainerNetwork('proxy-proxy-1');
      const [program = '', ...words] = [...enter, ...(await programOf('traefik')), ...ingressOptions(engine, folder)];
      ingress = spawn(program, words, { stdio: 'ignore' });
      client = await startClient(enter);
    },
    async ask(hostname) {
      const answer = await client?.request({ url: `https://${hostname}/`, connect: { host: '127.0.0.1', port: 8443 }, insecure: true });
      return answer === undefined ? 'not started' : 'status' in answer ? answer.status : answer.error;
    },
    async stop() {
      ingress?.kill('SIGKILL');
      await client?.stop();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function programOf(id: 'traefik' | 'nft'): Promise<readonly string[]> {
  const found = await findTool(toolOf(id));
  if (isMissing(found)) throw new Error(found.missing);
  return found.argv;
}

/** Entry point and providers as the generated configuration has them, with the engine's own socket. */
function ingressOptions({ host }: Engine, folder: string): readonly string[] {
  return [
    '--entrypoints.websecure.address=:8443',
    `--providers.docker.endpoint=${host}`,
    '--providers.docker.exposedbydefault=false',
    `--providers.file.directory=${join(folder, 'infra/traefik/dynamic')}`,
  ];
}
