/** A long-lived process in the namespace of a zone that listens there and asks from there. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AgentProbe, Order, Report } from './agent-messages.ts';

export interface Agent {
  listen(addresses: readonly string[], ports: { readonly tcp: readonly number[]; readonly udp: readonly number[] }): Promise<void>;
  /** Numbers of the probes that were answered. */
  probe(probes: readonly AgentProbe[], udpPort: number, patienceMs: number): Promise<readonly number[]>;
  /** Sends a datagram under an address that belongs to another zone. */
  spoof(source: string, destination: string, port: number): Promise<void>;
  /** May be called twice. */
  stop(): Promise<void>;
}

const WORKER = fileURLToPath(new URL('agent-worker.ts', import.meta.url));
const STOP_MS = 2_000;

/** `enter` are the words that enter the namespace. */
export function startAgent(enter: readonly string[]): Agent {
  const [program = process.execPath, ...args] = [...enter, process.execPath, WORKER];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: { ...process.env, NODE_OPTIONS: undefined } });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2_000);
  });
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  const waiting = new Map<number, (report: Report | { readonly error: string }) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, report } = JSON.parse(line) as { id: number; report: Report | { readonly error: string } };
    waiting.get(id)?.(report);
    waiting.delete(id);
  });
  let last = 0;
  const tell = async (order: Order): Promise<Report> => {
    const id = ++last;
    const report = new Promise<Report | { readonly error: string }>((resolve) => waiting.set(id, resolve));
    child.stdin.write(`${JSON.stringify({ id, order })}\n`);
    const answer = await Promise.race([report, ended.then(() => ({ error: `it has ended: ${said.trim()}` }))]);
    if ('error' in answer) throw new Error(`the agent of a zone failed: ${answer.error}`);
    return answer;
  };
  return {
    async listen(addresses, { tcp, udp }) {
      await tell({ kind: 'listen', addresses, tcp, udp });
    },
    async probe(probes, udpPort, patienceMs) {
      const report = await tell({ kind: 'probe', probes, udpPort, patienceMs });
      return 'answered' in report ? report.answered : [];
    },
    async spoof(source, destination, port) {
      await tell({ kind: 'spoof', source, destination, port });
    },
    async stop() {
      child.stdin.end();
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}
