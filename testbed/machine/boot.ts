/** Boots a root of any kind as a machine: namespaces and a control group of its own, systemd as its first process. Needs root. */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunOptions, type RunResult, run } from '../../tools/process.ts';
import { type InsideFiles, layOutFiles } from '../engine/engine-root.ts';
import { enterGroup, removeGroup } from './control-groups.ts';
import { READY } from './root-parts.ts';

export interface Machine {
  readonly name: string;
  /** Name of its control group, in every hierarchy. */
  readonly group: string;
  /** Its first process, as this machine counts. */
  readonly pid: number;
  /** Of the Docker Engine, as this process sees it; nothing answers there before the machine's `docker.service` runs. */
  readonly socket: string;
  /** Runs a shell text as root, as in a login shell. */
  shell(text: string, options?: RunOptions): Promise<RunResult>;
  /** The same for a program. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Pulls the plug, without a shutdown inside, and removes its folder. May be called twice. */
  stop(): Promise<void>;
}

export interface BootOptions {
  /** Host name. */
  readonly name: string;
  /** Files that are there when it starts, by absolute path. */
  readonly files?: InsideFiles;
  /**
   * Files and folders of this machine that are to be seen in it, by their path there. They outlive it: a file below `/dev` is a disk that can be
   * plugged into another one.
   */
  readonly shared?: Readonly<Record<string, string>>;
  /** Called when the namespaces exist and systemd does not run yet, with {@link Machine.pid}: the time to add network interfaces. */
  readonly beforeStart?: (pid: number) => Promise<void>;
  /** Milliseconds until systemd has to answer. Default 30 seconds. */
  readonly timeoutMs?: number;
}

/** What a machine is made of. */
export interface MachineRoot {
  /** Shell commands for the first process, made of root-parts.ts. They find `$FOLDER` with `files` and `docker` in it, and `$NAME`. */
  readonly script: string;
  /** Arguments of the script, before the pairs of `shared`. */
  readonly words: readonly string[];
  /** More variables for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Capabilities that nothing in the machine gets, as `setpriv` names them; all others it has. */
  readonly without?: readonly string[];
}

const READY_MS = 30_000;
const STOP_MS = 10_000;
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Starts a machine and waits until its systemd answers. Throws with its last words when it does not, and leaves nothing behind. */
export async function bootMachine(
  root: MachineRoot,
  { name, files = {}, shared = {}, beforeStart, timeoutMs = READY_MS }: BootOptions,
): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'rbm-'));
  const group = `rackbook-${randomBytes(4).toString('hex')}`;
  let child: ChildProcess | undefined;
  const stop = async () => {
    if (child) await pullThePlug(child);
    child = undefined;
    await removeGroup(group);
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    await mkdir(join(folder, 'files'));
    await mkdir(join(folder, 'docker'));
    await layOutFiles(join(folder, 'files'), files);
    child = await spawnMachine(root, { folder, group, name, shared });
    const pid = await firstProcess(child, timeoutMs);
    await beforeStart?.(pid);
    child.stdin?.write('go\n');
    const enter = ['nsenter', `--target=${pid}`, '--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup', '--'];
    const inside = (argv: readonly string[], { cwd = '/root', env, ...options }: RunOptions = {}) =>
      run(
        [
          ...enter,
          'env',
          '-i',
          `PATH=${PATH}`,
          'HOME=/root',
          'LANG=C.UTF-8',
          ...words(env),
          'sh',
          '-c',
          'cd "$1" || exit 126; shift; exec "$@"',
          'in',
          cwd,
          ...argv,
        ],
        options,
      );
    await untilReady(inside, child, timeoutMs);
    return {
      name,
      group,
      pid,
      socket: `/proc/${pid}/root/run/docker.sock`,
      shell: (text, options) => inside(['sh', '-c', text], options),
      run: inside,
      stop,
    };
  } catch (error) {
    const said = (await readFile(join(folder, 'log'), 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n');
    await stop();
    throw new Error(`the machine ${name} did not start: ${(error as Error).message}\n${said}`, { cause: error });
  }
}

const words = (env: RunOptions['env']): string[] =>
  Object.entries(env ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));

interface Spawned extends Required<Pick<BootOptions, 'name' | 'shared'>> {
  readonly folder: string;
  readonly group: string;
}

async function spawnMachine(
  { script, words, env, without = [] }: MachineRoot,
  { folder, group, name, shared }: Spawned,
): Promise<ChildProcess> {
  const namespaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup', '--fork', '--kill-child', '--mount-proc'];
  const make = `set -eu\n${enterGroup(group)}\nexec unshare ${namespaces.join(' ')} sh -c "$MAKE_MACHINE" machine "$@"`;
  const bounds = without.length === 0 ? [] : [`--bounding-set=${without.map((capability) => `-${capability}`).join(',')}`];
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', ...bounds, '--', 'sh', '-c', make, 'start', ...words, ...Object.entries(shared).flat()],
    { env: { ...process.env, ...env, MAKE_MACHINE: script, FOLDER: folder, NAME: name }, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  const keep = (chunk: Buffer) => void appendFile(join(folder, 'log'), chunk).catch(() => {});
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.stdin?.on('error', () => {});
  await once(child, 'spawn');
  return child;
}

/** The child of `unshare`, which becomes process 1 of the machine, once it waits to be let go. */
async function firstProcess(child: ChildProcess, timeoutMs: number): Promise<number> {
  let deadline: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.includes(READY) && resolve());
    child.once('exit', () => reject(new Error('its namespaces could not be made')));
    deadline = setTimeout(() => reject(new Error(`no namespaces within ${timeoutMs / 1000} s`)), timeoutMs);
  }).finally(() => clearTimeout(deadline));
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  const pid = Number.parseInt(children, 10);
  if (Number.isNaN(pid)) throw new Error('its first process is gone');
  return pid;
}

async function untilReady(inside: Machine['run'], child: ChildProcess, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (child.exitCode !== null) throw new Error('it ended unexpectedly');
    const { stdout } = await inside(['systemctl', 'is-system-running'], { timeoutMs: 10_000 });
    if (/^(running|degraded)/.test(stdout)) return;
    if (performance.now() > deadline) throw new Error(`systemd is not ready within ${timeoutMs / 1000} s: ${stdout.trim()}`);
    await delay(50);
  }
}

async function pullThePlug(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await Promise.race([ended, delay(STOP_MS)]);
}
