import type { KeyPath } from '../../parse/locate.ts';
import type { SourceFile } from '../../parse/source-file.ts';
import { findPathClash, pathProblem } from '../../plan/safe-path.ts';
import { pathsOfBuild } from './build-context.ts';
import { missingHint } from './environment.ts';
import { filesBelow } from './folder.ts';
import type { Lookup } from './interpolate.ts';
import { folderOf, mapResourcePaths, mapServicePaths, normalize, type PathUse } from './paths.ts';
import { type Reading, startOf } from './reading.ts';
import { reportSecretsInCompanion } from './report-secrets.ts';
import { isTreeMap, type Placed, type Places, type Tree, type TreeMap } from './tree.ts';

/** A file that goes to the machine beside the Compose file. */
export interface Companion {
  /** Relative to the folder of the Compose file. */
  readonly path: string;
  readonly text: string;
  /** The file itself, where the text does not say it. */
  readonly bytes?: Uint8Array;
  readonly mode: 0o644 | 0o755;
}

/** Files of a project that are read into its Compose file, and so are never beside it. */
const READ = /^(?:\.env|(?:docker-)?compose(?:\.override)?\.ya?ml|service\.yaml)$/;

/**
 * The project with each `~` as the home that the inventory says, and the files of its folder that it names. What it names and is not
 * there is reported where the engine would make a folder of it, or nothing could be built.
 *
 * @param isState whether the inventory lists a path under `data`, so that it lies on the machine
 * @param root where the project begins
 */
export function takeCompanions(
  project: TreeMap,
  lookup: Lookup,
  isState: (path: string) => boolean,
  root: Placed,
  reading: Reading,
): { readonly project: TreeMap; readonly companions: readonly Companion[] } {
  const { places } = reading;
  const taken = new Map<string, SourceFile>();
  const onMachine = (path: string): boolean =>
    isState(path) || (!looksLikeFile(path) && isWithin(normalize(path), foldersWritten(project, places)));
  const visit = (path: string, use: PathUse, at: KeyPath): string => {
    const placed = places.at(project, at, root);
    if (path === '~' || path.startsWith('~/')) return homePath(path, lookup, placed, reading);
    if (/^\/|^[A-Za-z]:[\\/]/.test(path) || path.includes('${') || use === 'env-file' || use === 'watch') return path;
    if (use === 'secret') reportSecretFile(path, placed, reading);
    else if (!take(normalize(path), taken, reading)) reportMissing(path, use, onMachine, placed, reading);
    return path;
  };
  const out: Record<string, Tree> = { ...project };
  if (isTreeMap(project['services']))
    out['services'] = places.putAs(
      Object.fromEntries(
        Object.entries(project['services']).map(([name, service]) => [
          name,
          isTreeMap(service) ? mapServicePaths(service, ['services', name], places, visit) : service,
        ]),
      ),
      project['services'],
    );
  for (const [name, service] of Object.entries(isTreeMap(project['services']) ? project['services'] : {}))
    if (isTreeMap(service)) for (const [path, at] of pathsOfBuild(service)) visit(path, 'build', ['services', name, ...at]);
  for (const section of ['configs', 'secrets'] as const) {
    const resources = project[section];
    if (isTreeMap(resources)) out[section] = mapResourcePaths(section, resources, places, visit);
  }
  withoutClashes(taken, reading);
  const companions = [...taken].map(
    ([path, { text, bytes, mode = 0o644 }]): Companion => ({ path, text, ...(bytes ? { bytes } : {}), mode }),
  );
  return { project: places.putAs(out, project), companions: companions.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** A secret is never taken along: it lies with the secret files of the machine, under the name that the project gives it. */
function reportSecretFile(path: string, placed: Placed, { folder, id, report }: Reading): void {
  const name = normalize(path);
  if (!folder?.files.has(name)) return;
  report('secret-literal', placed, `${path} is a secret, and it lies in the inventory. Git is no place for secrets.`, {
    hint: `Take ${folder.path}/${name} away; the project stays as it is. On the machine it is the secret file ${id}/${name.replace(/^.*\//, '')}. If it was pushed, replace it.`,
  });
}

/** Takes a file, or all files of a folder; whether there is any. The folder of the project itself is always there. */
function take(path: string, taken: Map<string, SourceFile>, reading: Reading): boolean {
  const { folder } = reading;
  if (!folder || path.startsWith('..')) return false;
  const file = folder.files.get(path);
  const found = file ? ([[path, file]] as const) : filesBelow(folder, path).filter(([each]) => !READ.test(each));
  for (const [each, one] of found) {
    // The generated file is there in its place.
    if (each === 'compose.yaml') continue;
    const problem = pathProblem(`infra/beside/${each}`);
    const why = (one.bytes ? undefined : one.unreadable) ?? (problem && `it ${problem}`);
    if (why === undefined) {
      if (!taken.has(each)) reportSecretsInCompanion(one, reading);
      taken.set(each, one);
    } else reportNotTaken(one, why, reading);
  }
  return found.length > 0 || path === '.';
}

function reportNotTaken({ path }: SourceFile, why: string, { report }: Reading): void {
  report('file-unreadable', startOf(path), `${path} cannot be taken along: ${why}.`, {
    hint: 'Put it on the machine yourself and name it by its absolute path, give it another name, or take it away.',
  });
}

/** Takes away what could not lie beside the rest on every file system. */
function withoutClashes(taken: Map<string, SourceFile>, reading: Reading): void {
  for (;;) {
    const clash = findPathClash(['compose.yaml', ...taken.keys()]);
    if (!clash) return;
    const [path, other] = taken.has(clash.path) ? [clash.path, clash.other] : [clash.other, clash.path];
    const file = taken.get(path);
    if (file) reportNotTaken(file, `${other} is the same name on some file systems`, reading);
    taken.delete(path);
  }
}

/** Folders that some container writes to. What another one reads there is made while they run. */
function foldersWritten(project: TreeMap, places: Places): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string, use: PathUse): string => {
    if (use === 'bind' && !looksLikeFile(path)) found.add(normalize(path));
    return path;
  };
  const services = isTreeMap(project['services']) ? project['services'] : {};
  for (const [name, service] of Object.entries(services))
    if (isTreeMap(service)) mapServicePaths(service, ['services', name], places, visit);
  return found;
}

/** Whether a path below the folder of the project is one of these, or below one. */
function isWithin(path: string, folders: ReadonlySet<string>): boolean {
  for (let at = path; at !== '.' && !at.startsWith('..'); at = folderOf(at)) if (folders.has(at)) return true;
  return false;
}

function reportMissing(path: string, use: PathUse, onMachine: (path: string) => boolean, placed: Placed, reading: Reading): void {
  const { folder, id, report } = reading;
  // Three levels up are the files that other systems generate.
  if (normalize(path).startsWith('../../../') || onMachine(path)) return;
  const isOutside = normalize(path).startsWith('..');
  if (!folder && !isOutside && use !== 'build' && use !== 'config') return;
  // A folder that a container writes to is made when it starts; a file is not.
  if (use === 'bind' && !isOutside && !looksLikeFile(path)) return;
  const message = isOutside
    ? `The project of ${id} names ${path}, which is outside of its folder and not taken along.`
    : `The project of ${id} names ${path}, which is not there; the engine would make an empty folder of it.`;
  const hint = isOutside ? 'Name it by its absolute path on the machine, or put it below the folder.' : missingHint(reading, path);
  report('companion-missing', placed, message, {
    hint: use === 'bind' && !isOutside ? `${hint} If the container makes it, list it under data.` : hint,
  });
}

function looksLikeFile(path: string): boolean {
  return /[^/.][^/]*\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(path) && !/\.d$/.test(path);
}

function homePath(path: string, lookup: Lookup, placed: Placed, reading: Reading): string {
  const home = lookup('HOME');
  if (home && 'value' in home && home.value !== '') return `${home.value.replace(/\/+$/, '')}${path.slice(1)}`;
  reading.reportUnset('HOME', placed);
  return path;
}
