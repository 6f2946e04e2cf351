import { listKept, mapKept } from '../../../lib/map-kept.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { isPath, parseShortVolume, printShortVolume } from '../short-volume.ts';
import { isTreeMap, type Places, type Tree, type TreeMap } from './tree.ts';

/** What a path of the machine is for. */
export type PathUse = 'env-file' | 'build' | 'bind' | 'read-only-bind' | 'config' | 'secret' | 'watch';

/** Sees one path that a project names, and says what stands in its place. */
export type PathVisitor = (path: string, use: PathUse, at: KeyPath) => string;

type PathsOf = (value: Tree, at: KeyPath, places: Places, visit: PathVisitor) => Tree;

/** Keys of a service that name paths, in the order in which they are seen. */
const KEYS: readonly (readonly [string, PathsOf])[] = [
  ['build', buildPaths],
  ['env_file', envFilePaths],
  ['label_file', envFilePaths],
  ['volumes', (value, at, places, visit) => listOf(value, at, places, (item, at) => volumePath(item, at, places, visit))],
  ['develop', watchPaths],
  ['security_opt', (value, at, places, visit) => listOf(value, at, places, (item, at) => profilePath(item, at, visit))],
];

/** A service in which each path of the machine went through `visit`. Names of volumes, and addresses of remote contexts, are no paths. */
export function mapServicePaths(service: TreeMap, at: KeyPath, places: Places, visit: PathVisitor): TreeMap {
  const changed: Record<string, Tree> = {};
  for (const [key, change] of KEYS) {
    const value = service[key];
    const next = value === undefined ? value : change(value, [...at, key], places, visit);
    if (next !== value) changed[key] = next;
  }
  return Object.keys(changed).length === 0 ? service : places.putAs({ ...service, ...changed }, service);
}

/** The same for the sections beside the services. */
export function mapResourcePaths(section: 'configs' | 'secrets', resources: TreeMap, places: Places, visit: PathVisitor): TreeMap {
  const use = section === 'configs' ? 'config' : 'secret';
  return mapOf(resources, [section], places, (resource, at) =>
    isTreeMap(resource) && typeof resource['file'] === 'string'
      ? places.putAs({ ...resource, file: visit(resource['file'], use, [...at, 'file']) }, resource)
      : resource,
  );
}

function buildPaths(build: Tree, at: KeyPath, places: Places, visit: PathVisitor): Tree {
  const one = (value: Tree, at: KeyPath) => (typeof value === 'string' && !isRemote(value) ? visit(value, 'build', at) : value);
  if (!isTreeMap(build)) return one(build, at);
  const out: Record<string, Tree> = { ...build };
  if (build['context'] !== undefined) out['context'] = one(build['context'], [...at, 'context']);
  const more = build['additional_contexts'];
  if (isTreeMap(more)) out['additional_contexts'] = mapOf(more, [...at, 'additional_contexts'], places, one);
  return places.putAs(out, build);
}

/** Contexts that are fetched or made elsewhere: addresses, `docker-image://…`, `service:…`. Source: "build, context" of the specification. */
export function isRemote(context: string): boolean {
  return /^[a-z][a-z0-9+.-]*:|^[\w.-]+@[\w.-]+:|^github\.com\//.test(context);
}

function envFilePaths(value: Tree, at: KeyPath, places: Places, visit: PathVisitor): Tree {
  if (typeof value === 'string') return visit(value, 'env-file', at);
  return listOf(value, at, places, (item, at) => {
    if (typeof item === 'string') return visit(item, 'env-file', at);
    if (!isTreeMap(item) || typeof item['path'] !== 'string') return item;
    return places.putAs({ ...item, path: visit(item['path'], 'env-file', [...at, 'path']) }, item);
  });
}

function volumePath(item: Tree, at: KeyPath, places: Places, visit: PathVisitor): Tree {
  if (typeof item === 'string') {
    const volume = parseShortVolume(item);
    if (volume.source === undefined || !isPath(volume.source)) return item;
    const source = visit(volume.source, volume.modes.includes('ro') ? 'read-only-bind' : 'bind', at);
    return source === volume.source ? item : printShortVolume({ ...volume, source });
  }
  if (!isTreeMap(item) || item['type'] !== 'bind' || typeof item['source'] !== 'string') return item;
  const use = String(item['read_only']) === 'true' ? 'read-only-bind' : 'bind';
  return places.putAs({ ...item, source: visit(item['source'], use, [...at, 'source']) }, item);
}

/** `seccomp=./profile.json`; what the engine knows by name is no path. */
function profilePath(item: Tree, at: KeyPath, visit: PathVisitor): Tree {
  const [, key = '', path = ''] = (typeof item === 'string' ? /^(seccomp[=:])(.+)$/.exec(item) : null) ?? [];
  return path === '' || path === 'unconfined' || path === 'builtin' ? item : `${key}${visit(path, 'config', at)}`;
}

function watchPaths(value: Tree, at: KeyPath, places: Places, visit: PathVisitor): Tree {
  if (!isTreeMap(value)) return value;
  return mapOf(value, at, places, (watch, at) =>
    at.at(-1) !== 'watch'
      ? watch
      : listOf(watch, at, places, (item, at) =>
          isTreeMap(item) && typeof item['path'] === 'string'
            ? places.putAs({ ...item, path: visit(item['path'], 'watch', [...at, 'path']) }, item)
            : item,
        ),
  );
}

function listOf(value: Tree, at: KeyPath, places: Places, change: (item: Tree, at: KeyPath) => Tree): Tree {
  if (!Array.isArray(value)) return value;
  const items = listKept<Tree>(value, (item, index) => change(item, [...at, index]));
  return items === value ? value : places.putAs(items, value);
}

function mapOf(value: TreeMap, at: KeyPath, places: Places, change: (value: Tree, at: KeyPath) => Tree): TreeMap {
  const map = mapKept(value, (item, key) => change(item, [...at, key]));
  return map === value ? value : places.putAs(map, value);
}

/** A relative path of a file in `folder`, as it is from the folder above. Absolute paths and those of a home stay as they are. */
export function fromFolder(folder: string, path: string): string {
  if (folder === '.' || /^[/~]/.test(path) || /^[A-Za-z]:[\\/]/.test(path)) return path;
  const joined = normalize(`${folder}/${path}`);
  return joined === '.' || joined.startsWith('../') || joined === '..' ? joined : `./${joined}`;
}

/** Without `.` and without `..` that a folder before it takes back; no `./` at the start. */
export function normalize(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else out.push(part);
  }
  return out.join('/') || '.';
}

/** The folder of a relative path. */
export function folderOf(path: string): string {
  return normalize(`${path}/..`);
}

/** The way from one folder to another, both seen from the same one. */
export function wayBetween(from: string, to: string): string {
  const [start, end] = [from, to].map((folder) => (folder === '.' ? [] : folder.split('/'))) as [string[], string[]];
  const parting = start.findIndex((part, index) => part !== end[index]);
  const shared = parting < 0 ? start.length : parting;
  return normalize([...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/'));
}
