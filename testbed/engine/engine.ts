/**
 * A Docker Engine for tests: started by hand, in its own namespaces; when stopped it leaves nothing but an empty
 * control group.
 *
 * The engine has its own network, mount and process namespaces: its bridges, firewall rules, mounts and containers are
 * not the machine's, so it neither disturbs nor needs a Docker that runs here. It sees the machine's files, but what it
 * writes stays with it (engine-root.ts). Nothing in it reaches outside and it can pull nothing: make images with
 * stand-in-image.ts. Needs root.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';
import { findTool, isMissing } from '../../tools/find.ts';
import { type RunOptions, type RunResult, run } from '../../tools/process.ts';
import type { Tool } from '../../tools/tool.ts';
import { busybox, dockerd } from '../tool.ts';
import { type DockerCli, makeDockerCli } from './engine-cli.ts';
import { type OpenPort, openPort } from './engine-port.ts';
import { type InsideFiles, layeredMounts, layOutFiles, MAKE_ROOT } from './engine-root.ts';

export interface Engine {
  readonly version: string;
  readonly socket: string;
  /** For DOCKER_HOST: `unix:///…`. */
  readonly host: string;
  readonly api: Docker;
  /** A process in the engine's network and mount namespaces, as this machine counts. */
  readonly pid: number;
  /** Arguments to put before a program to run it in the engine's network. */
  readonly inNetwork: readonly string[];
  /** For `docker` and `docker compose` against this engine, here and inside. */
  readonly cli: DockerCli;
  /** Runs a program of this machine in the engine's network, where published ports answer on 127.0.0.1. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /**
   * Runs a program as on the engine's own machine: in its network, with its processes and its files, `cwd` among them, and
   * with its `docker`. A path that was looked up inside in vain stays absent there even when it is made outside later.
   */
  runInside(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Runs a text of the shell in a running container. */
  runInContainer(container: string, script: string, input: string): Promise<RunResult>;
  /** Arguments to put before a program of this machine to run it in the network of a running container. */
  inContainerNetwork(container: string): Promise<readonly string[]>;
  /** Makes a published TCP port reachable from this process, on a free port of 127.0.0.1. */
  open(port: number): Promise<OpenPort>;
  log(): Promise<string>;
  /** Ends the engine with all its containers and removes its folder. May be called twice. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Where the engine's own temporary folder is made. Default: the system's. */
  parent?: string;
  /** Milliseconds until the engine must answer. Default 60 seconds. */
  timeoutMs?: number;
  /** Files that exist only inside, by absolute path. */
  files?: InsideFiles;
  /** The content of daemon.json. What startEngine says by flag (hosts, data-root, exec-root, pidfile, exec-opts) may not be in it. */
  settings?: object;
  /** Called when the namespaces exist and the engine does not run yet, with `Engine.pid`: the time to add network interfaces. */
  beforeStart?: (pid: number) => Promise<void>;
}

const READY = 'the namespaces are ready';

// Process 1 of the namespaces. The engine ends when the pipe on standard input closes, be it by stop() or because the
// process that started it died; when this shell ends, the kernel ends all that is left in the namespaces.
const FIRST_PROCESS = `
exec 3<&0
"$BUSYBOX" ip link set lo up || exit 1
${MAKE_ROOT}
echo '${READY}'
read -r _ <&3 || exit 1
"$@" </dev/null 3<&- &
engine=$!
{ read -r _; kill -TERM "$engine"; } <&3 2>/dev/null &
wait "$engine"
`;
const READY_MS = 60_000;
const STOP_MS = 20_000;

/** Why no engine can be started here, or undefined when one can. */
export async function engineObstacle(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a separate Docker Engine needs root on Linux';
  for (const tool of [dockerd, busybox]) {
    const found = await findTool(tool);
    if (isMissing(found)) return found.missing;
  }
  return undefined;
}

/** Starts an engine and waits until it answers. Throws with the engine's last log lines when it does not. */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const obstacle = await engineObstacle();
  if (obstacle !== undefined) throw new Error(obstacle);

  // Unix sockets allow 108 bytes of path: the folder's name is short.
  const folder = await mkdtemp(join(options.parent ?? tmpdir(), 'rbe-'));
  const socket = join(folder, 'sock');
  const log = () => readFile(join(folder, 'log'), 'utf8').catch(() => '');
  const docker = new Docker({ socketPath: socket });
  let child: ChildProcess | undefined;
  const stop = onlyOnce(() => stopEngine(docker, child, folder));
  try {
    const [cli, words] = await Promise.all([makeDockerCli(join(folder, 'cli'), `unix://${socket}`), wordsOf(folder, socket, options)]);
    child = await spawnEngine(folder, words);
    await untilNamespaces(child, options.timeoutMs ?? READY_MS);
    const pid = child.pid ?? 0;
    await options.beforeStart?.(pid);
    child.stdin?.write('go\n');
    await untilReady(docker, child, options.timeoutMs ?? READY_MS);
    const { Version: version } = await docker.version();
    const runInside: Engine['runInside'] = (argv, { cwd = '/', env, ...runOptions } = {}) =>
      run([...inside(pid), cwd, ...argv], { ...runOptions, env: { ...cli.env, ...env } });
    const inNetwork = ['nsenter', `--net=/proc/${pid}/ns/net`, '--'];
    return {
      version,
      socket,
      host: `unix://${socket}`,
      api: docker,
      pid,
      inNetwork,
      cli,
      run: (argv, runOptions) => run([...inNetwork, ...argv], runOptions),
      runInside,
      runInContainer: (container, script, input) =>
        runInside(['docker', 'exec', '--interactive', container, '/bin/sh', '-c', script], { input }),
      inContainerNetwork: async (container) => {
        const { State } = await docker.getContainer(container).inspect();
        if (!State.Running) throw new Error(`the container ${container} does not run`);
        // The engine counts processes on its own; its /proc, seen from here, knows them by its numbers.
        return ['nsenter', `--net=/proc/${pid}/root/proc/${State.Pid}/ns/net`, '--'];
      },
      open: async (port) => openPort([...inNetwork, await programOf(busybox), 'nc', '127.0.0.1', String(port)]),
      log,
      stop,
    };
  } catch (error) {
    const tail = (await log()).trim().split('\n').slice(-8).join('\n');
    await stop();
    throw new Error(`the Docker Engine did not start: ${(error as Error).message}\n${tail}`, { cause: error });
  }
}

/** Words to put before a folder and a program: all namespaces of the engine, then the folder. */
function inside(pid: number): string[] {
  const namespaces = [`--mount=/proc/${pid}/ns/mnt`, `--net=/proc/${pid}/ns/net`, `--pid=/proc/${pid}/ns/pid_for_children`];
  return ['nsenter', ...namespaces, '--', 'sh', '-c', 'cd "$1" || exit 126; shift; exec "$@"', 'inside'];
}

/** Fills the engine's folder; gives the arguments of the first process. */
async function wordsOf(folder: string, socket: string, options: EngineOptions): Promise<string[]> {
  // The machine's own /etc/docker/daemon.json must not count.
  const settings = join(folder, 'daemon.json');
  await writeFile(settings, JSON.stringify(options.settings ?? {}));
  await mkdir(join(folder, 'files'));
  await layOutFiles(join(folder, 'files'), options.files ?? {});
  const argv = [
    await programOf(dockerd),
    '--config-file',
    settings,
    '--data-root',
    join(folder, 'data'),
    '--exec-root',
    join(folder, 'exec'),
    '--pidfile',
    join(folder, 'pid'),
    '--host',
    `unix://${socket}`,
    // Inside, where a container may bind it; the machine's own is not to be seen there.
    '--host',
    'unix:///var/run/docker.sock',
    // systemd, asked for a control group, would look the process ids up in its own namespace.
    '--exec-opt',
    'native.cgroupdriver=cgroupfs',
    '--shutdown-timeout',
    '3',
  ];
  return [...(await layeredMounts()), '--', ...argv];
}

async function spawnEngine(folder: string, words: readonly string[]): Promise<ChildProcess> {
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const child = spawn('unshare', [...namespaces, 'sh', '-c', FIRST_PROCESS, 'engine', ...words], {
    env: { ...process.env, BUSYBOX: await programOf(busybox), FOLDER: folder },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C in a terminal must not end the engine before its containers are stopped.
    detached: true,
  });
  const keep = (chunk: Buffer) => void appendFile(join(folder, 'log'), chunk).catch(() => {});
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.stdin?.on('error', () => {});
  await once(child, 'spawn');
  return child;
}

async function untilNamespaces(child: ChildProcess, timeoutMs: number): Promise<void> {
  let deadline: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.includes(READY) && resolve());
    child.once('exit', () => reject(new Error('its namespaces could not be made')));
    deadline = setTimeout(() => reject(new Error(`no namespaces within ${timeoutMs / 1000} s`)), timeoutMs);
  }).finally(() => clearTimeout(deadline));
}

async function untilReady(docker: Docker, child: ChildProcess, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (hasEnded(child)) throw new Error('it ended unexpectedly');
    try {
      await docker.ping();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`no answer within ${timeoutMs / 1000} s`, { cause: error });
    }
    await delay(100);
  }
}

async function stopEngine(docker: Docker, child: ChildProcess | undefined, folder: string): Promise<void> {
  if (child !== undefined && !hasEnded(child)) {
    const ended = once(child, 'exit');
    // Killed one by one, the containers go at once and take their control groups along; the engine would wait for each.
    await removeContainers(docker).catch(() => {});
    child.stdin?.end();
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(kill);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

async function removeContainers(docker: Docker): Promise<void> {
  const containers = await docker.listContainers({ all: true, abortSignal: AbortSignal.timeout(STOP_MS) });
  await Promise.all(containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true, abortSignal: AbortSignal.timeout(STOP_MS) })));
}

async function programOf(tool: Tool): Promise<string> {
  const found = await findTool(tool);
  if (isMissing(found)) throw new Error(found.missing);
  return found.argv[0] ?? '';
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
