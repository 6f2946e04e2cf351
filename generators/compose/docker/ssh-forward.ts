import { spawn } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineEndpoint } from './endpoint.ts';

/** A socket on this machine that leads to the engine's own; `close` ends it and removes the socket. */
export interface Forward {
  readonly socketPath: string;
  close(): Promise<void>;
}

/**
 * Lets the user's own `ssh` forward the engine's socket, so that keys, known hosts and jump hosts are as they configured them.
 * It never asks for anything. Throws with `code` `ERR_SSH` and a plain `reason`.
 */
export async function forwardSocket(endpoint: Extract<EngineEndpoint, { kind: 'ssh' }>, signal: AbortSignal): Promise<Forward> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-'));
  const socketPath = join(folder, 'docker.sock');
  const destination = `${endpoint.user === undefined ? '' : `${endpoint.user}@`}${endpoint.host}`;
  const argv = [
    '-nNT',
    '-p',
    String(endpoint.port),
    '-o',
    'BatchMode=yes',
    '-o',
    'ExitOnForwardFailure=yes',
    '-o',
    'ConnectTimeout=5',
    '-L',
    `${socketPath}:/var/run/docker.sock`,
    '--',
    destination,
  ];
  const child = spawn('ssh', argv, { stdio: 'ignore' });
  const state: { ended?: string } = {};
  const exited = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      state.ended ??= why;
      resolve();
    };
    child.once('error', () => end('there is no ssh program on this machine'));
    child.once('exit', (code) => end(`ssh ended with exit code ${code ?? 'none'}`));
  });
  const close = async (): Promise<void> => {
    if (state.ended === undefined) child.kill();
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  while (state.ended === undefined && !signal.aborted) {
    if (
      await access(socketPath).then(
        () => true,
        () => false,
      )
    )
      return { socketPath, close };
    await sleep(50);
  }
  const reason = state.ended ?? 'ssh did not connect in time';
  await close();
  throw Object.assign(new Error(reason), { code: 'ERR_SSH', reason });
}
