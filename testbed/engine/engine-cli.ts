/** The environment in which `docker` and `docker compose` speak to a test engine, as they do on a Docker host. */

import { access, mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { findTool, isMissing, onPath } from '../../tools/find.ts';
import { toolsStore } from '../../tools/places.ts';
import { dockerCompose, dockerd } from '../tool.ts';

export interface DockerCli {
  /** Added to a process's environment: PATH, DOCKER_HOST, DOCKER_CONFIG. */
  readonly env: Readonly<Record<string, string>>;
}

/** Why there is no `docker compose` here, or undefined when there is. */
export async function cliObstacle(): Promise<string | undefined> {
  if ((await dockerProgram()) === undefined) return 'Docker: no docker program. To install it: npm run tools dockerd';
  const compose = await findTool(dockerCompose);
  return isMissing(compose) ? compose.missing : undefined;
}

/** Writes the client's own folder, so that this user's Docker settings and plugins do not count. */
export async function makeDockerCli(folder: string, host: string): Promise<DockerCli> {
  const [bin, config] = [join(folder, 'bin'), join(folder, 'config')];
  await mkdir(bin, { recursive: true });
  await mkdir(join(config, 'cli-plugins'), { recursive: true });
  await writeFile(join(config, 'config.json'), '{}');
  const docker = await dockerProgram();
  if (docker !== undefined) await symlink(docker, join(bin, 'docker'));
  const compose = await findTool(dockerCompose);
  // Two words are the plugin of an installed Docker, which finds it without help.
  if (!isMissing(compose) && compose.argv.length === 1) await symlink(compose.argv[0] ?? '', join(config, 'cli-plugins/docker-compose'));
  return { env: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, DOCKER_HOST: host, DOCKER_CONFIG: config } };
}

/** The client that came with our engine, else the PATH's. */
async function dockerProgram(): Promise<string | undefined> {
  const { source } = dockerd;
  const own = join(toolsStore, 'folder' in source ? source.folder : '', 'usr/bin/docker');
  const isThere = await access(own).then(
    () => true,
    () => false,
  );
  return isThere ? own : onPath('docker', process.env['PATH'] ?? '');
}
