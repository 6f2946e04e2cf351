/** A server of this machine in a namespace, with a generated file and nothing of this machine's. */

import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Namespace } from './namespace.ts';

export interface Server {
  /** What it has said so far, a line each. */
  said(): readonly string[];
  stop(): Promise<void>;
}

/** Why a program did not start, in its own words. */
export interface NotStarted {
  readonly fault: string;
}

const READY_MS = 10_000;

/**
 * Starts `argv`, which stays in the foreground and talks to its standard error, and waits until that says that it is `ready`. `folder` is its
 * working folder, which goes with it.
 */
export async function startServer(
  netns: Namespace,
  argv: readonly string[],
  { folder, ready }: { readonly folder: string; readonly ready: RegExp },
): Promise<Server | NotStarted> {
  const child = netns.spawn(argv, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-1_000_000);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      said += `${error.message}\n`;
      resolve();
    });
  });
  const lines = () => said.split('\n').filter((line) => line !== '');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), 2_000);
    await ended;
    clearTimeout(kill);
    await rm(folder, { recursive: true, force: true });
  };
  const until = performance.now() + READY_MS;
  while (!ready.test(said)) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > until) {
      await stop();
      return { fault: lines().slice(-3).join('\n') || 'it does not start' };
    }
    await sleep(50);
  }
  return { said: lines, stop };
}
