/** A lab of one machine on a Docker Engine of its own: its generated files, its `up.sh`, and a real ingress in the network of its container. */

import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { renderLab } from '../../../core/pipeline.ts';
import type { WantedFile } from '../../../core/plan/change.ts';
import { sync } from '../../../core/write/sync.ts';
import { toolOf } from '../../../registry/catalog.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { type Engine, startEngine } from '../../../testbed/engine/engine.ts';
import { makeStandInImage } from '../../../testbed/stand-in/stand-in-image.ts';
import { type NamespaceClient, startClient } from '../../../testbed/topology/client.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import type { RunOptions, RunResult } from '../../../tools/process.ts';

/** Address of the machine, where what is in its own network answers. */
const MACHINE = '10.2.20.11';
const INGRESS = 'traefik:v3.6.12';

export interface LabOnEngine {
  readonly engine: Engine;
  /** Runs `up.sh` of the machine. */
  up(): Promise<RunResult>;
  /** Runs a program on the machine, in the folder of its projects. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Puts a text over a generated file, and gives back what is there otherwise. `from` has to stand in it. */
  change(path: string, from: string | RegExp, to: string): Promise<() => Promise<void>>;
  /** Starts one project as its file is now. */
  start(service: string): Promise<RunResult>;
  /** Ends the containers of a project and takes them away. Volumes and shared networks stay. */
  down(project: string): Promise<RunResult>;
  /** Loads the firewall of the machine, with a text put in place of another. */
  loadFirewall(from?: string | RegExp, to?: string): Promise<void>;
  /** Starts the real ingress in the network of its container. */
  startIngress(): Promise<void>;
  /** Status of a hostname as the ingress gives it. */
  ask(hostname: string): Promise<number | string>;
  stop(): Promise<void>;
}

/** What a lab on an engine has beside its machine and its ingress. */
export interface LabParts {
  readonly services?: object;
  /** Keys of the lab. */
  readonly lab?: object;
  /** A folder with more services, as they lie in an inventory. */
  readonly folder?: string;
}

export async function startLab(parts: LabParts): Promise<LabOnEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-overlay-'));
  const files = await generateInto(folder, parts);
  const engine = await startEngine();
  await engine.run(['ip', 'address', 'add', `${MACHINE}/24`, 'dev', 'lo']);
  await makeStandInImage(engine.api, 'app:1', { ports: [8080] });
  for (const image of [INGRESS, 'idle:1']) await makeStandInImage(engine.api, image, { ports: [] });
  const machine = join(folder, 'infra/compose/one');
  let ingress: ChildProcess | undefined;
  let client: NamespaceClient | undefined;
  const runThere: LabOnEngine['run'] = (argv, options) => engine.runInside(argv, { ...options, cwd: machine });
  return {
    engine,
    up: () => runThere(['sh', 'up.sh', '--pull', 'never']),
    run: runThere,
    async change(path, from, to) {
      const content = files.find((file) => file.path === path)?.content ?? '';
      const changed = content.replace(from, to);
      if (changed === content) throw new Error(`${from} does not stand in ${path}`);
      await writeFile(join(folder, path), changed);
      return () => writeFile(join(folder, path), content);
    },
    start: (service) => runThere(['docker', 'compose', '--file', `${service}/compose.yaml`, 'up', '--detach', '--pull', 'never']),
    down: (project) => runThere(['docker', 'compose', '--project-name', project, 'down', '--timeout', '0']),
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

/** Writes an inventory with one machine and an ingress, and generates it as `gen` does. */
async function generateInto(root: string, { services, lab, folder }: LabParts): Promise<readonly WantedFile[]> {
  const inventory = {
    lab: { title: 'L', domain: 'l.example.net', ingress: 'proxy', ...lab },
    networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
    hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: MACHINE }, docker: {} } },
    services: { proxy: { title: 'Proxy', 'runs-on': 'one', compose: { services: { proxy: { image: INGRESS } } } }, ...services },
  };
  await mkdir(join(root, 'inventory'));
  await writeFile(join(root, 'inventory/lab.yaml'), stringify(inventory, { aliasDuplicateObjects: false }));
  if (folder !== undefined) await cp(folder, join(root, 'inventory/services'), { recursive: true });
  const rendered = await renderLab(join(root, 'inventory'), systems);
  if (!rendered.ok) throw new Error(rendered.diagnostics.map(({ message }) => message).join('\n'));
  // Certificates are no part of this: the ingress shows one of its own.
  const files = rendered.value.files.filter(({ path }) => !path.endsWith('/tls.yaml'));
  const written = await sync(root, { files });
  if (!written.ok) throw new Error(written.diagnostics.map(({ message }) => message).join('\n'));
  return files;
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
