/**
 * Images that stand in for a service's real one where nothing can be pulled: BusyBox and the stand-in program, which answers
 * on the service's ports. Images that are loaded together share their layers, so an engine takes twenty as fast as one.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { findTool, isMissing } from '../../tools/find.ts';
import { lastLines, run } from '../../tools/process.ts';
import { busybox } from '../tool.ts';
import { standInProgram } from './build.ts';
import { splitName } from './stand-in-image.ts';
import { type TarEntry, tar } from './tar.ts';

export interface ServiceImage {
  /** What it listens on: `8080`, `'8080'` or `'53/udp'`. A health check asks the first TCP port. */
  readonly ports: readonly (number | string)[];
  /**
   * Names of programs that a health check or an entry point calls: a path, or a bare name for `/bin`. As the container's main
   * process each is the service, otherwise it ends with 0 when the service answers. Images that are loaded together have each
   * other's, apart from those that hide a program of BusyBox.
   */
  readonly programs?: readonly string[];
  /** `api-proxy` forwards what its environment allows to `/var/run/docker.sock`, on port 2375. Default `serve`. */
  readonly mode?: 'serve' | 'api-proxy';
  /** By absolute path. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Texts of the shell that can be started, by absolute path. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Real programs, and libraries where they are not static: path in the image, then path on this machine. */
  readonly binaries?: Readonly<Record<string, string>>;
  /** Default: the stand-in. */
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** More variables. */
  readonly env?: Readonly<Record<string, string>>;
}

interface Layer {
  readonly id: string;
  readonly archive: readonly Buffer[];
  readonly paths: ReadonlySet<string>;
}

interface Packed {
  readonly id: string;
  readonly config: string;
  readonly layers: readonly Layer[];
}

const STAND_IN = '/stand-in';
/** As the program calls them. */
const MODE = { serve: 'serve', 'api-proxy': 'docker-proxy' } as const;
const SYSTEM = ['bin', 'etc', 'home', 'root', 'run', 'sbin', 'srv', 'usr', 'usr/bin', 'usr/local', 'usr/local/bin', 'var', 'www'];
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Loads one image; its name needs a tag and may not have a digest. Returns the image's id. */
export async function makeServiceImage(docker: Docker, name: string, image: ServiceImage): Promise<string> {
  const ids = await makeServiceImages(docker, { [name]: image });
  return ids.get(name) ?? '';
}

/** Loads many at once, by name; the ids by name. */
export async function makeServiceImages(docker: Docker, images: Readonly<Record<string, ServiceImage>>): Promise<Map<string, string>> {
  const packed = await packAll(images);
  const answer = await text(await docker.loadImage(Readable.from(archiveOf(packed)), { quiet: true }));
  if (answer.includes('"errorDetail"')) throw new Error(`the Engine did not take the images: ${answer.trim()}`);
  return new Map([...packed].map(([name, { id }]) => [name, `sha256:${id}`]));
}

/** The same as an archive, in pieces, for an engine that does not run yet. */
export async function serviceImagesArchive(images: Readonly<Record<string, ServiceImage>>): Promise<readonly Buffer[]> {
  return archiveOf(await packAll(images));
}

async function packAll(images: Readonly<Record<string, ServiceImage>>): Promise<ReadonlyMap<string, Packed>> {
  const packed = new Map<string, Packed>();
  const base = await baseLayer();
  const links = new Set(Object.values(images).flatMap(({ programs = [] }) => programs.map(programPath)));
  const shared = linksLayer([...links].filter((path) => !base.paths.has(path)));
  for (const [name, image] of Object.entries(images)) packed.set(name, await pack(name, image, base, shared));
  return packed;
}

/** An archive as `docker save` writes it. */
function archiveOf(packed: ReadonlyMap<string, Packed>): Buffer[] {
  const all = [...packed.values()];
  const manifest = [...packed].map(([name, { id, layers }]) => ({
    Config: `${id}.json`,
    RepoTags: [name],
    Layers: layers.map((layer) => `${layer.id}/layer.tar`),
  }));
  const layers = new Map(all.flatMap((each) => each.layers).map((layer) => [layer.id, layer]));
  const configs = new Map(all.map(({ id, config }) => [id, config]));
  return tar([
    ...[...layers.values()].flatMap(({ id, archive }) => [{ path: id }, { path: `${id}/layer.tar`, content: archive }]),
    ...[...configs].map(([id, config]) => ({ path: `${id}.json`, content: config })),
    { path: 'manifest.json', content: JSON.stringify(manifest) },
  ]);
}

async function pack(name: string, image: ServiceImage, base: Layer, shared: readonly Layer[]): Promise<Packed> {
  splitName(name);
  const layers = [base, ...shared, ...(await ownLayer(image, base.paths))];
  const env = {
    PATH,
    STAND_IN_NAME: name,
    STAND_IN_PORTS: image.ports.join(','),
    STAND_IN_MODE: MODE[image.mode ?? 'serve'],
    ...image.env,
  };
  const config = JSON.stringify({
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: {
      Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
      Entrypoint: image.entrypoint ?? [STAND_IN],
      Cmd: image.cmd ?? null,
      ExposedPorts: Object.fromEntries(image.ports.map((port) => [/\//.test(`${port}`) ? `${port}` : `${port}/tcp`, {}])),
      WorkingDir: '/',
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ id }) => `sha256:${id}`) },
    history: layers.map(() => ({ created_by: 'rackbook stand-in' })),
  });
  return { id: createHash('sha256').update(config).digest('hex'), config, layers };
}

let madeBase: Promise<Layer> | undefined;

/** BusyBox under all its names, and the stand-in. */
function baseLayer(): Promise<Layer> {
  madeBase ??= makeBaseLayer();
  return madeBase;
}

async function makeBaseLayer(): Promise<Layer> {
  const found = await findTool(busybox);
  if (isMissing(found)) throw new Error(found.missing);
  const program = found.argv[0] ?? '';
  const list = await run([program, '--list']);
  if (list.code !== 0) throw new Error(`BusyBox does not list its applets: ${lastLines(list, 1)}`);
  const applets = list.stdout.split('\n').filter((applet) => applet !== '' && applet !== 'busybox');
  return layer([
    ...SYSTEM.map((path) => ({ path })),
    ...['tmp', 'var/tmp'].map((path) => ({ path, mode: 0o1777 })),
    { path: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' },
    { path: 'etc/group', content: 'root:x:0:\nnogroup:x:65534:\n' },
    { path: 'bin/busybox', content: await readFile(program), mode: 0o755 },
    ...applets.map((applet) => ({ path: `bin/${applet}`, link: 'busybox' })),
    { path: STAND_IN.slice(1), content: await readFile(await standInProgram()), mode: 0o755 },
  ]);
}

function linksLayer(paths: readonly string[]): Layer[] {
  return paths.length === 0 ? [] : [layer(withFolders([...paths].sort().map((path) => ({ path, link: STAND_IN }))))];
}

/** What this image alone has: its files, its real programs, and links that hide what the base has. */
async function ownLayer(
  { programs = [], files = {}, scripts = {}, binaries = {} }: ServiceImage,
  base: ReadonlySet<string>,
): Promise<Layer[]> {
  const entries: TarEntry[] = [];
  for (const [path, content] of Object.entries(files)) entries.push({ path: inImage(path), content });
  for (const [path, content] of Object.entries(scripts)) entries.push({ path: inImage(path), content, mode: 0o755 });
  for (const [path, source] of Object.entries(binaries))
    entries.push({ path: inImage(path), content: await readFile(source), mode: 0o755 });
  const taken = new Set(entries.map(({ path }) => path));
  for (const path of new Set(programs.map(programPath))) {
    if (base.has(path) && !taken.has(path) && path !== STAND_IN.slice(1)) entries.push({ path, link: STAND_IN });
  }
  return entries.length === 0 ? [] : [layer(withFolders(entries))];
}

function programPath(program: string): string {
  return inImage(program.includes('/') ? program : `/bin/${program}`);
}

function withFolders(entries: readonly TarEntry[]): TarEntry[] {
  const folders = new Set(entries.flatMap(({ path }) => foldersOf(path)));
  for (const folder of [...SYSTEM, 'tmp', 'var/tmp']) folders.delete(folder);
  return [...[...folders].sort().map((path) => ({ path })), ...entries];
}

function inImage(path: string): string {
  if (!posix.isAbsolute(path) || posix.normalize(path) !== path) throw new RangeError(`an image needs absolute paths, not "${path}"`);
  return path.slice(1);
}

function foldersOf(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [] : [...foldersOf(folder), folder];
}

function layer(entries: readonly TarEntry[]): Layer {
  const archive = tar(entries);
  const hash = createHash('sha256');
  for (const piece of archive) hash.update(piece);
  return { id: hash.digest('hex'), archive, paths: new Set(entries.map(({ path }) => path)) };
}
