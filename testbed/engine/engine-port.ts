/** A port of this process that leads into another network namespace, one small process a connection. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface OpenPort {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and joins each connection to the standard input and output of `argv`. */
export async function openPort(argv: readonly string[]): Promise<OpenPort> {
  const [program = '', ...args] = argv;
  const sockets = new Set<Socket>();
  const children = new Set<ChildProcess>();

  // A client that has said all still waits for the answer: half-open connections are kept.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    sockets.add(socket);
    children.add(child);
    socket.pipe(child.stdin);
    child.stdout.pipe(socket);
    child.stdin.on('error', () => {});
    socket.on('error', () => child.kill());
    socket.on('close', () => {
      sockets.delete(socket);
      child.kill();
    });
    child.on('error', () => socket.destroy());
    child.on('exit', () => children.delete(child));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const child of children) child.kill();
      server.close();
      await once(server, 'close');
    },
  };
}
