/** A program of `topology.test.ts`: starts a topology, prints what belongs to it as one line of JSON, and waits to be killed. */

import { readlink } from 'node:fs/promises';
import { startTopology } from '../../testbed/topology/topology.ts';

/** The line that it prints: processes that live as long as the topology, and the network namespace of its node. */
export interface Orphaned {
  readonly pids: readonly (number | undefined)[];
  readonly namespace: string;
}

const topology = await startTopology({
  networks: [{ id: 'a', cidr: '10.77.1.0/24' }],
  nodes: [{ id: 'one', addresses: [{ network: 'a', ip: '10.77.1.2' }] }],
});
const { pid } = topology.node('one');
const pids = [pid, topology.spawn('one', ['sleep', '1000']).pid];
const said: Orphaned = { pids, namespace: await readlink(`/proc/${pid}/ns/net`) };
process.stdout.write(`${JSON.stringify(said)}\n`);
