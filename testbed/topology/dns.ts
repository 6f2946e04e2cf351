/** Asks name servers from inside a network namespace, and runs an upstream there that remembers what it was asked. */

import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DnsAnswer, DnsQuestion, UpstreamAnswers } from './dns-messages.ts';
import type { Namespace } from './namespace.ts';

export type { DnsAnswer, DnsQuestion } from './dns-messages.ts';

export interface DnsClient {
  /** In the order of the questions. */
  ask(questions: readonly DnsQuestion[]): Promise<readonly DnsAnswer[]>;
}

export interface UpstreamFixture {
  /** Every name that it was asked for, in lower case, with its type: `a.example AAAA`. */
  asked(): readonly string[];
}

const WORKER = fileURLToPath(new URL('dns-worker.ts', import.meta.url));

/** Ends with the namespace. */
export function dnsClient(netns: Namespace): DnsClient {
  const child = netns.spawn([process.execPath, WORKER, 'ask'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<number, (answer: DnsAnswer) => void>();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const { id, answer } = JSON.parse(line) as { id: number; answer: DnsAnswer };
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  let last = 0;
  return {
    ask: (questions) =>
      Promise.all(
        questions.map((question) => {
          const id = ++last;
          child.stdin?.write(`${JSON.stringify({ id, question })}\n`);
          return new Promise<DnsAnswer>((resolve) => waiting.set(id, resolve));
        }),
      ),
  };
}

/** On port 53 of these addresses of the namespace. Answers with what it is given, else that there is no such name. Ends with the namespace. */
export async function startUpstream(netns: Namespace, addresses: readonly string[], answers: UpstreamAnswers): Promise<UpstreamFixture> {
  const child = netns.spawn([process.execPath, WORKER, 'serve', addresses.join(' '), JSON.stringify(answers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const asked: string[] = [];
  await new Promise<void>((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line === 'ready') resolve();
      else asked.push(line);
    });
  });
  return { asked: () => asked };
}
