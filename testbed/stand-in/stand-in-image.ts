/** Makes small images that stand in for real ones where nothing can be pulled: BusyBox and nothing else. */

import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { findTool, isMissing } from '../../tools/find.ts';
import { run } from '../../tools/process.ts';
import { busybox } from '../tool.ts';

export interface ImageStandIn {
  /** TCP ports on which the image's default command serves `/www` over HTTP. Default 80. */
  ports?: readonly number[];
  /** In place of serving HTTP. */
  command?: readonly string[];
  /** More files: absolute path in the image, then content. A file `/www/index.html` is always there. */
  files?: Readonly<Record<string, string>>;
  /** More names in `/bin` for BusyBox to be called by, for health checks that expect a certain program. */
  applets?: readonly string[];
}

const APPLETS = [
  'sh',
  'cat',
  'echo',
  'env',
  'ls',
  'sleep',
  'true',
  'false',
  'test',
  'wget',
  'nc',
  'httpd',
  'nslookup',
  'ping',
  'id',
  'kill',
  'ps',
  'mkdir',
  'touch',
  'date',
  'tar',
];

/** Imports the image under `name`, which needs a tag and may not have a digest. Returns the image's id. */
export async function makeStandInImage(docker: Docker, name: string, standIn: ImageStandIn = {}): Promise<string> {
  const { repo, tag } = splitName(name);
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-image-'));
  try {
    await layOut(folder, name, standIn);
    const tar = spawn('tar', ['--create', '--numeric-owner', '--owner=0', '--group=0', '--directory', folder, '.'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const answer = await docker.importImage(tar.stdout, { repo, tag, changes: changes(standIn) });
    return importedId(await text(answer));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `ghcr.io/a/b:1.2` as the Engine API wants it; a colon before the last slash belongs to a port. */
export function splitName(name: string): { repo: string; tag: string } {
  const colon = name.lastIndexOf(':');
  if (name.includes('@') || colon <= name.lastIndexOf('/')) throw new RangeError(`a stand-in image needs a name with a tag, not "${name}"`);
  return { repo: name.slice(0, colon), tag: name.slice(colon + 1) };
}

/** The Dockerfile instructions that the Engine applies to the imported files. */
export function changes({ command, ports = [80] }: ImageStandIn): string[] {
  const [first, ...others] = ports;
  // The first port's server stays in the foreground, as process 1.
  const foreground = first === undefined ? 'exec sleep 2147483647' : `exec httpd -f -p ${first} -h /www`;
  const serve = ['sh', '-c', [...others.map((port) => `httpd -p ${port} -h /www`), foreground].join(' && ')];
  return [
    'ENV PATH=/bin',
    `CMD ${JSON.stringify(command ?? serve)}`,
    ...(command === undefined ? ports.map((port) => `EXPOSE ${port}`) : []),
  ];
}

async function layOut(folder: string, name: string, standIn: ImageStandIn): Promise<void> {
  const found = await findTool(busybox);
  if (isMissing(found)) throw new Error(found.missing);
  for (const path of ['bin', 'etc', 'www', 'tmp', 'var', 'root']) await mkdir(join(folder, path));
  await run(['chmod', '1777', join(folder, 'tmp')]);
  await copyFile(found.argv[0] ?? '', join(folder, 'bin/busybox'));
  for (const applet of new Set([...APPLETS, ...(standIn.applets ?? [])])) await symlink('busybox', join(folder, 'bin', applet));

  const files = {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
    '/etc/group': 'root:x:0:\nnogroup:x:65534:\n',
    '/www/index.html': `stand-in for ${name}\n`,
    ...standIn.files,
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** The last line of what an import answers holds the image's id, or an error. */
export function importedId(answer: string): string {
  const lines = answer
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { status?: string; error?: string });
  const failure = lines.find((line) => line.error !== undefined);
  const id = lines.at(-1)?.status;
  if (failure !== undefined || id === undefined) throw new Error(`the Engine did not import the image: ${failure?.error ?? answer}`);
  return id;
}
