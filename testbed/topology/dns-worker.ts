/** `ask` reads questions from standard input and ends with it; `serve` answers on port 53 and says what it was asked. */

import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { createInterface } from 'node:readline';
import { decode, encode, type Packet, RECURSION_AVAILABLE, RECURSION_DESIRED } from 'dns-packet';
import type { DnsAnswer, DnsQuestion, UpstreamAnswers } from './dns-messages.ts';

const PORT = 53;
const PATIENCE_MS = 1_500;
const NXDOMAIN = 3;

const [, , mode, addresses = '', answers = '{}'] = process.argv;
if (mode === 'serve') serve(addresses.split(' '), JSON.parse(answers) as UpstreamAnswers);
else {
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const { id, question } = JSON.parse(line) as { id: number; question: DnsQuestion };
    process.stdout.write(`${JSON.stringify({ id, answer: await ask(question, id) })}\n`);
  });
  process.stdin.on('end', () => process.exit(0));
}

function ask({ server, name, type }: DnsQuestion, id: number): Promise<DnsAnswer> {
  const socket = createSocket(isIPv6(server) ? 'udp6' : 'udp4');
  const query = encode({ type: 'query', id: id & 0xffff, flags: RECURSION_DESIRED, questions: [{ type, name }] });
  return new Promise((resolve) => {
    const done = (answer: DnsAnswer) => {
      clearTimeout(deadline);
      socket.close();
      resolve(answer);
    };
    const deadline = setTimeout(() => done({ code: 'none', data: [] }), PATIENCE_MS);
    socket.on('error', () => done({ code: 'none', data: [] }));
    socket.on('message', (message) => {
      // The package's own types are of another reader.
      const { rcode, answers = [] } = decode(message) as Packet & { readonly rcode: string };
      const own = answers.filter((each: { type: string }) => each.type === type).map(({ data }) => String(data));
      done({ code: rcode, data: own.sort() });
    });
    socket.send(query, PORT, server);
  });
}

/** A socket for each address, so that an answer comes from where it was asked. */
function serve(addresses: readonly string[], known: UpstreamAnswers): void {
  let left = addresses.length;
  for (const address of addresses) {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    socket.on('message', (message, from) => {
      const reply = answer(message, known);
      if (reply) socket.send(reply, from.port, from.address);
    });
    socket.bind(PORT, address, () => {
      if (--left === 0) process.stdout.write('ready\n');
    });
    keepGoing(socket);
  }
}

function keepGoing(socket: Socket): void {
  socket.on('error', (error) => process.stderr.write(`${error.message}\n`));
}

function answer(message: Buffer, known: UpstreamAnswers): Buffer | undefined {
  const query = decode(message);
  const question = query.questions?.[0];
  if (query.type !== 'query' || !question) return undefined;
  const name = question.name.toLowerCase();
  process.stdout.write(`${name} ${question.type}\n`);
  const type = question.type === 'AAAA' ? 'AAAA' : 'A';
  const answers = (known[name] ?? [])
    .filter((address) => question.type === type && isIPv6(address) === (type === 'AAAA'))
    .map((data) => ({ type, name: question.name, ttl: 60, data }) as const);
  const flags = RECURSION_DESIRED | RECURSION_AVAILABLE | (known[name] ? 0 : NXDOMAIN);
  return encode({ id: query.id ?? 0, type: 'response', flags, questions: [question], answers });
}
