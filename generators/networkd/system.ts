import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { inFolder } from '../../core/files/named-file.ts';
import { unitAddition } from '../../core/overrides/unit-addition.ts';
import { networkdFolder } from './facts/places.ts';
import { applyFiles } from './files/apply-files.ts';
import { machineFiles } from './files/machine-files.ts';
import { interfaces } from './interfaces.ts';
import { linuxRouter } from './linux-router.ts';

export default {
  id: 'networkd',
  title: 'systemd-networkd',
  plays: { router: linuxRouter, interfaces },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const { machine, subjects, files } of machineFiles(model)) {
      for (const { name, content, networks } of files)
        yield { path: `${networkdFolder(machine)}/${name}`, content, about: [...subjects, ...networks.map(({ subject }) => subject)] };
      const all = new Set([...subjects, ...files.flatMap(({ networks }) => networks.map(({ subject }) => subject))]);
      yield* inFolder(networkdFolder(machine), [...all], applyFiles(machine, files));
    }
  },
  accept: [
    { tool: 'networkd', match: /^infra\/networkd\/[^/]+\/[^/]+\.(network|netdev|conf)$/, argv: (path) => [path] },
    { tool: 'shellcheck', match: /^infra\/networkd\/[^/]+\/apply\.(sh|settings)$/, argv: (path) => [path] },
  ],
  additions: [
    unitAddition(/^infra\/networkd\/[^/]+\/[^/]+\.network$/, '[Network]\nLLMNR=no'),
    unitAddition(/^infra\/networkd\/[^/]+\/[^/]+\.netdev$/, '[NetDev]\nDescription=Of the lab'),
  ],
} as const satisfies System;
