/** A network namespace, and programs of this machine that run in it. */

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lastLines, type RunOptions, type RunResult, run } from '../../tools/process.ts';

export interface Namespace {
  /** A process in the namespace. */
  readonly pid: number;
  /** Arguments to put before a program of this machine to run it there. */
  readonly enter: readonly string[];
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Starts a long-lived program, which ends with the topology, or when this process dies. */
  spawn(argv: readonly string[], options?: SpawnOptions): ChildProcess;
}

/** A namespace that is ours to end. */
export interface OwnNamespace extends Namespace {
  end(): Promise<void>;
}

// Holds the namespace until the pipe closes, be it by end() or because the process that started it died.
const HOLD = 'ip link set lo up && echo ready && read -r _';
const END_MS = 5_000;

/** A new network namespace without a name, held by its own process. */
export async function makeNamespace(): Promise<OwnNamespace> {
  const holder = spawn('unshare', ['--net', '--', 'sh', '-c', HOLD], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  holder.stdin.on('error', () => {});
  let said = '';
  holder.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve());
    holder.once('error', reject);
    holder.once('close', () => reject(new Error(`a network namespace could not be made: ${said.trim()}`)));
  });
  const netns = namespaceOf(holder.pid ?? 0);
  return {
    ...netns,
    async end() {
      await netns.end();
      holder.stdin.end();
      await ended(holder);
    },
  };
}

/** A namespace that another process holds. Its end is that of the programs started here. */
export function namespaceOf(pid: number): OwnNamespace {
  const enter = ['nsenter', `--net=/proc/${pid}/ns/net`, '--'];
  const children = new Set<ChildProcess>();
  return {
    pid,
    enter,
    run: (argv, options) => run([...enter, ...argv], options),
    spawn(argv, options = {}) {
      // All these words are one process in turn, so its id is the program's.
      const [program = '', ...args] = ['setpriv', '--pdeathsig', 'KILL', '--', ...enter, ...argv];
      const child = spawn(program, args, { ...options, detached: true });
      children.add(child);
      child.once('exit', () => children.delete(child));
      child.once('error', () => children.delete(child));
      return child;
    },
    async end() {
      await Promise.all([...children].map(endGroup));
    },
  };
}

/** Feeds `ip` with a batch. Throws when a line of it is refused. */
export async function ip(netns: Namespace, batch: string): Promise<void> {
  if (batch === '') return;
  const done = await netns.run(['ip', '-batch', '-'], { input: batch });
  if (done.code !== 0) throw new Error(`ip refused a line of\n${batch}${lastLines(done)}`);
}

/** Writes to `/proc/sys/net`; a setting that this kernel lacks is passed over. */
export async function setKernel(netns: Namespace, settings: Readonly<Record<string, number>>): Promise<void> {
  const script = Object.entries(settings).map(([path, value]) => `[ ! -e /proc/sys/net/${path} ] || echo ${value} >/proc/sys/net/${path}`);
  const done = await netns.run(['sh', '-c', script.join('\n')]);
  if (done.code !== 0) throw new Error(`the kernel refused a setting: ${lastLines(done)}`);
}

async function endGroup(child: ChildProcess): Promise<void> {
  signal(child, 'SIGTERM');
  const kill = setTimeout(() => signal(child, 'SIGKILL'), 1_000);
  await ended(child);
  clearTimeout(kill);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const kill = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await once(child, 'exit');
  clearTimeout(kill);
}
