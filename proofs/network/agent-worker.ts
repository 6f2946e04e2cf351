/** Listens and asks from inside the namespace of one zone. Reads orders from standard input and ends with it. */

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, isIPv6 } from 'node:net';
import { createInterface } from 'node:readline';
import type { AgentProbe, Order, Report } from './agent-messages.ts';

/** How long an answer is waited for that should not come. */
const SILENCE_MS = 700;
/** Open at once: more would only wait for each other, and each is a file descriptor. */
const AT_ONCE = 600;

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, order } = JSON.parse(line) as { id: number; order: Order };
  const report = await carryOut(order).catch((error: unknown) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify({ id, report })}\n`);
});
process.stdin.on('end', () => process.exit(0));

function carryOut(order: Order): Promise<Report> {
  switch (order.kind) {
    case 'listen':
      return listen(order);
    case 'probe':
      return probe(order.probes, order.udpPort, order.patienceMs);
    case 'spoof':
      return spoof(order);
    default:
      return order satisfies never;
  }
}

/** TCP on every address at once; UDP on each, so that an answer comes from the address that was asked. */
async function listen({ addresses, tcp, udp }: Extract<Order, { kind: 'listen' }>): Promise<Report> {
  for (const port of tcp) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end();
    });
    server.listen({ port, host: '::', backlog: 1024 });
    await once(server, 'listening');
  }
  for (const address of addresses)
    for (const port of udp) {
      const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4' });
      socket.on('message', (message, from) => socket.send(message, from.port, from.address));
      socket.on('error', () => {});
      socket.bind(port, address);
      await once(socket, 'listening');
    }
  return { done: true };
}

async function probe(probes: readonly AgentProbe[], udpPort: number, patienceMs: number): Promise<Report> {
  const [byTcp, byUdp] = await Promise.all([
    askByTcp(
      probes.filter(({ protocol }) => protocol === 'tcp'),
      patienceMs,
    ),
    askByUdp(
      probes.filter(({ protocol }) => protocol === 'udp'),
      udpPort,
      patienceMs,
    ),
  ]);
  return { answered: [...byTcp, ...byUdp] };
}

async function askByTcp(probes: readonly AgentProbe[], patienceMs: number): Promise<readonly number[]> {
  const answered: number[] = [];
  let next = 0;
  const one = async () => {
    for (let each = probes[next++]; each !== undefined; each = probes[next++])
      if (await opens(each, patienceMs)) answered.push(each.number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return answered;
}

/** Whether a connection is made. A refusal by the machine there is an answer too: the question came through. */
function opens({ source, destination, port, expected }: AgentProbe, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: destination, port, localAddress: source });
    const end = (open: boolean) => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(open);
    };
    const deadline = setTimeout(() => end(false), expected ? patienceMs : SILENCE_MS);
    socket.on('connect', () => end(true));
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED'));
  });
}

/** One socket per address asks every target; each answer carries the number of its question. */
async function askByUdp(probes: readonly AgentProbe[], udpPort: number, patienceMs: number): Promise<readonly number[]> {
  const answered = new Set<number>();
  const sockets = new Map<string, Socket>();
  for (const source of new Set(probes.map((each) => each.source))) {
    const socket = createSocket({ type: isIPv6(source) ? 'udp6' : 'udp4' });
    socket.on('message', (message) => answered.add(Number(message.toString('latin1'))));
    socket.on('error', () => {});
    socket.bind(udpPort, source);
    await once(socket, 'listening');
    sockets.set(source, socket);
  }
  const wanted = probes.filter(({ expected }) => expected).map(({ number }) => number);
  await Promise.all(
    probes.map(
      ({ number, source, destination, port }) =>
        // An error is that of an earlier question, which the router has refused: it was never answered.
        new Promise<void>((resolve) => sockets.get(source)?.send(String(number), port, destination, () => resolve())),
    ),
  );
  const started = performance.now();
  while (performance.now() - started < patienceMs) {
    const waited = performance.now() - started;
    if (waited >= SILENCE_MS && wanted.every((number) => answered.has(number))) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const socket of sockets.values()) socket.close();
  return [...answered];
}

async function spoof({ source, destination, port }: Extract<Order, { kind: 'spoof' }>): Promise<Report> {
  const socket = createSocket({ type: isIPv6(source) ? 'udp6' : 'udp4' });
  socket.on('error', () => {});
  socket.bind(0, source);
  await once(socket, 'listening');
  await new Promise<void>((resolve) => socket.send('spoofed', port, destination, () => resolve()));
  socket.close();
  return { done: true };
}
