/**
 * A machine for proofs: real systemd as its first process, a Docker Engine as one of its units, files as disks, in its own namespaces.
 *
 * It has this machine's programs and files, with a layer above them that takes every change and vanishes with it. It has no network but
 * its own addresses, no devices but loop devices, and nothing it does reaches outside. When the process that started it dies, it ends too.
 * Needs root.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { toolsHome } from '../../tools/places.ts';
import { type RunOptions, type RunResult, run } from '../../tools/process.ts';
import { type InsideFiles, layeredMounts, layOutFiles } from '../engine/engine-root.ts';
import { enterGroup, removeGroup } from './control-groups.ts';
import { MAKE_MACHINE } from './machine-root.ts';

export interface Machine {
  readonly name: string;
  /** Name of its control group, in every hierarchy. */
  readonly group: string;
  /** Of the Docker Engine, as this process sees it; nothing answers there before the machine's `docker.service` runs. */
  readonly socket: string;
  /** Runs a shell text as root, as in a login shell. */
  shell(text: string, options?: RunOptions): Promise<RunResult>;
  /** The same for a program. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Pulls the plug, without a shutdown inside, and removes its folder. May be called twice. */
  stop(): Promise<void>;
}

export interface MachineOptions {
  /** Host name. */
  readonly name: string;
  /** Files that are there when it starts, by absolute path. */
  readonly files?: InsideFiles;
  /**
   * Files and folders of this machine that are to be seen in it, by their path there. They outlive it: a file below `/dev` is a disk that can be
   * plugged into another one.
   */
  readonly shared?: Readonly<Record<string, string>>;
  /** Milliseconds until systemd has to answer. Default 30 seconds. */
  readonly timeoutMs?: number;
}

const READY_MS = 30_000;
const STOP_MS = 10_000;
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Starts a machine and waits until its systemd answers. Throws with its last words when it does not, and leaves nothing behind. */
export async function startMachine({ name, files = {}, shared = {}, timeoutMs = READY_MS }: MachineOptions): Promise<Machine> {
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
    child = await spawnMachine(folder, group, name, shared);
    const pid = await firstProcess(child, timeoutMs);
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

async function spawnMachine(folder: string, group: string, name: string, shared: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const namespaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup', '--fork', '--kill-child', '--mount-proc'];
  const script = `set -eu\n${enterGroup(group)}\nexec unshare ${namespaces.join(' ')} sh -c "$MAKE_MACHINE" machine "$@"`;
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', '--', 'sh', '-c', script, 'start', ...(await layeredMounts()), '--', ...Object.entries(shared).flat()],
    {
      env: { ...process.env, MAKE_MACHINE, FOLDER: folder, NAME: name, TOOLS: toolsHome },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  const keep = (chunk: Buffer) => void appendFile(join(folder, 'log'), chunk).catch(() => {});
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  await once(child, 'spawn');
  return child;
}

/** The child of `unshare`, which is process 1 of the machine. */
async function firstProcess(child: ChildProcess, timeoutMs: number): Promise<number> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('its namespaces could not be made');
    const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').catch(() => '');
    for (const pid of children.trim().split(' ').map(Number)) {
      const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      if (command.trim() === 'systemd') return pid;
    }
    if (performance.now() > deadline) throw new Error(`no systemd within ${timeoutMs / 1000} s`);
    await delay(30);
  }
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
