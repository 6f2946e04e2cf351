import { networkInterfaces } from 'node:os';
import type { CollectorWorld, RepositoryFiles } from '../contract.ts';
import { readOwnFile } from '../write/own-file.ts';
import { readLedgerAlone } from '../write/read-ledger.ts';

/** What a collector touches outside a demo: the real network, clock and addresses, and the lab's repository. The runner adds the rest. */
export function systemIo(root: string): CollectorWorld {
  return {
    now: () => new Date(),
    route: (host, port) => ({ host, port }),
    localAddresses: Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address }) => address),
    demo: false,
    repository: repositoryFiles(root),
  };
}

/** The repository in a folder. */
export function repositoryFiles(root: string): RepositoryFiles {
  return {
    ownFile: (path, limit) => readOwnFile(root, path, limit),
    ledger() {
      const read = readLedgerAlone(root);
      return read.ok ? read.value : undefined;
    },
  };
}
