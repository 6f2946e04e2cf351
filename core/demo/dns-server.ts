import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { decode, encode, type Packet, RECURSION_AVAILABLE, RECURSION_DESIRED } from 'dns-packet';
import { type Listener, LOOPBACK } from './listener.ts';

/** Response code for a name that does not exist. */
const NXDOMAIN = 3;

/** A name server over UDP that knows these names; lower case to addresses. */
export async function serveNames(names: ReadonlyMap<string, readonly string[]>): Promise<Listener> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const reply = answer(message, names);
    if (reply) socket.send(reply, from.port, from.address);
  });
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.bind(0, LOOPBACK, resolve));
  return { host: LOOPBACK, port: socket.address().port, close: () => new Promise((resolve) => socket.close(() => resolve())) };
}

/** The reply to a query; undefined for what is not a query. */
function answer(message: Buffer, names: ReadonlyMap<string, readonly string[]>): Buffer | undefined {
  let query: Packet;
  try {
    query = decode(message);
  } catch {
    return undefined;
  }
  const question = query.questions?.[0];
  if (query.type !== 'query' || !question) return undefined;
  const known = names.get(question.name.toLowerCase());
  const type = question.type === 'AAAA' ? 'AAAA' : 'A';
  const answers = (known ?? [])
    .filter((address) => question.type === type && isIPv6(address) === (type === 'AAAA'))
    .map((data) => ({ type, name: question.name, ttl: 1, data }) as const);
  const flags = RECURSION_DESIRED | RECURSION_AVAILABLE | (known ? 0 : NXDOMAIN);
  return encode({ id: query.id ?? 0, type: 'response', flags, questions: [question], answers });
}
