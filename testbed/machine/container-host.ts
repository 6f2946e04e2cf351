/** Makes a test machine a container host, and gives it the programs of the catalog: files for `startMachine`. */

import { join } from 'node:path';
import Docker from 'dockerode';
import { findTool, isMissing } from '../../tools/find.ts';
import { toolsHome, toolsStore } from '../../tools/places.ts';
import { lastLines } from '../../tools/process.ts';
import type { Tool } from '../../tools/tool.ts';
import type { InsideFiles } from '../engine/engine-root.ts';
import { busybox, dockerCompose, dockerd } from '../tool.ts';
import type { Machine } from './machine.ts';
import { TOOLS_INSIDE } from './machine-root.ts';

/** Why a machine cannot be a container host here, or undefined when it can. */
export async function containerHostObstacle(): Promise<string | undefined> {
  for (const tool of [dockerd, dockerCompose, busybox]) {
    const found = await findTool(tool);
    if (isMissing(found)) return found.missing;
  }
  return undefined;
}

/** A `docker.service` with the client and its plugin, as Debian's package has them; it reads `/etc/docker/daemon.json` when it is there. */
export async function containerHostFiles(): Promise<InsideFiles> {
  const engine = await words(dockerd);
  const compose = await words(dockerCompose);
  const { source } = dockerd;
  const client = join(toolsStore, 'folder' in source ? source.folder : '', 'usr/bin/docker');
  return {
    '/usr/local/bin/docker': program([inside(client)]),
    '/usr/local/lib/docker/cli-plugins/docker-compose': program(compose.length > 1 ? [...compose.slice(0, 1), 'compose'] : compose),
    '/etc/systemd/system/docker.service': {
      content: [
        '[Unit]',
        'Description=Docker Engine of the proof',
        'StartLimitIntervalSec=0',
        '[Service]',
        'Type=notify',
        // systemd, asked for a control group, would look for it outside of the machine.
        `ExecStart=${engine.join(' ')} --exec-opt native.cgroupdriver=cgroupfs --shutdown-timeout 3`,
        'Delegate=yes',
        'KillMode=process',
        'LimitNOFILE=1048576',
        '[Install]',
        'WantedBy=rackbook-machine.target',
        '',
      ].join('\n'),
    },
  };
}

/** Starts the engine of such a machine, with the text of its `daemon.json` where it has one, and gives its API. Throws with its words. */
export async function startMachineEngine(machine: Machine, settings: string | undefined): Promise<Docker> {
  if (settings !== undefined) await machine.shell('mkdir -p /etc/docker && cat >/etc/docker/daemon.json', { input: settings });
  const started = await machine.shell('systemctl start docker.service', { timeoutMs: 60_000 });
  if (started.code !== 0) {
    const said = await machine.shell('journalctl --unit=docker.service --lines=5 --output=cat --no-pager');
    throw new Error(`the Docker Engine of ${machine.name} does not start: ${lastLines(said, 5)}`);
  }
  return new Docker({ socketPath: machine.socket });
}

/** Programs under the names of their tools in `/usr/local/bin`. Throws when one is missing. */
export async function programFiles(tools: readonly Tool[]): Promise<InsideFiles> {
  const entries = tools.map(async (tool) => [`/usr/local/bin/${tool.id}`, program(await words(tool))] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function words(tool: Tool): Promise<readonly string[]> {
  const found = await findTool(tool);
  if (isMissing(found)) throw new Error(found.missing);
  return found.argv.map(inside);
}

/** A path of the project's own tools as the machine has it. */
const inside = (path: string): string => (path.startsWith(`${toolsHome}/`) ? TOOLS_INSIDE + path.slice(toolsHome.length) : path);

const program = (argv: readonly string[]) => ({
  content: `#!/bin/sh\nexec ${argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')} "$@"\n`,
  mode: 0o755,
});
