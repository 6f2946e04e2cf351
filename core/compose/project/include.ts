import { isAddress } from './address.ts';
import { withContext } from './build-context.ts';
import { readVariables } from './environment.ts';
import type { Lookup, Variable } from './interpolate.ts';
import { merge, withoutMarks } from './merge.ts';
import { folderOf, fromFolder, mapResourcePaths, mapServicePaths, normalize, wayBetween } from './paths.ts';
import { type Reading, type ReadingFile, spanOf } from './reading.ts';
import { reportUnreadable } from './report-unreadable.ts';
import { isTreeMap, type Placed, type Places, type Tree, type TreeMap } from './tree.ts';

/** Sections of which each name may stand once only. */
const SECTIONS = ['services', 'networks', 'volumes', 'configs', 'secrets', 'models'];

/** Reads one file of the project with all that it includes and extends; see `load-file.ts`, which hands it over. */
export type FileLoader = (
  path: string,
  base: string,
  lookup: Lookup,
  from: Placed,
  chain: readonly string[],
  reading: Reading,
) => TreeMap | undefined;

/** A file with all that it includes. Source: "include" of the Compose Specification. */
export function includeAll(
  include: Tree,
  own: TreeMap,
  file: ReadingFile,
  chain: readonly string[],
  reading: Reading,
  loadFile: FileLoader,
): TreeMap {
  let out = own;
  if (!Array.isArray(include)) {
    reading.report(
      'compose-invalid',
      reading.places.ofPart(own, 'include') ?? file.root,
      'What it includes is no list, and Compose takes no other.',
      {
        hint: 'Write include: [other.yaml].',
      },
    );
    return own;
  }
  for (const [index, entry] of include.entries()) {
    const from = reading.places.ofPart(include, index) ?? file.root;
    if (typeof entry !== 'string' && !isTreeMap(entry)) {
      reading.report('compose-invalid', from, 'This includes something that is neither a file nor a map with its path.', {
        hint: 'Write include: [other.yaml].',
      });
      continue;
    }
    const included = includeOne(entry, from, file, chain, reading, loadFile);
    if (included) out = join(included, out, from, reading);
  }
  return out;
}

function includeOne(
  entry: Tree,
  from: Placed,
  file: ReadingFile,
  chain: readonly string[],
  reading: Reading,
  loadFile: FileLoader,
): TreeMap | undefined {
  const { path, project_directory: given, env_file: envFile } = isTreeMap(entry) ? entry : { path: entry };
  const paths = [path].flat().filter((each): each is string => typeof each === 'string');
  const here = file.base;
  const [first, ...more] = paths.map((each) => (isAddress(each) ? each : fromFolder(here, each)));
  if (first === undefined) {
    reading.report('compose-invalid', from, 'This includes no file, and Compose passes over it.', {
      hint: 'Take it away, or write include: [other.yaml].',
      severity: 'warning',
    });
    return undefined;
  }
  const folder = typeof given === 'string' ? normalize(fromFolder(here, given)) : folderOf(first);
  const named = [envFile].flat().filter((each): each is string => typeof each === 'string');
  const lookup = withEnvFiles(
    named.length > 0 ? named.map((each) => fromFolder(here, each)) : [`${folder}/.env`],
    named.length > 0,
    file.lookup,
    from,
    reading,
  );
  let tree = loadFile(first, folder, lookup, from, chain, reading);
  for (const next of more) {
    const over = loadFile(next, folder, lookup, from, chain, reading);
    if (tree && over) tree = merge(tree, over, [], reading.places) as TreeMap;
  }
  const whole = tree && (withoutMarks(tree, reading.places) as TreeMap);
  return whole && moved(whole, wayBetween(file.base, folder), reading);
}

/** What stands in the files of variables is for what is not known otherwise. */
function withEnvFiles(paths: readonly string[], required: boolean, outer: Lookup, from: Placed, reading: Reading): Lookup {
  const known = new Map<string, Variable>();
  for (const path of paths) {
    const name = normalize(path);
    const source = reading.folder?.files.get(name);
    if (!source) {
      if (required) reading.report('companion-missing', from, `It names ${path} for its variables, which is not there.`);
      continue;
    }
    if (source.unreadable !== undefined) {
      reportUnreadable(source, reading);
      continue;
    }
    const { lines } = readVariables(source, (each) => outer(each) ?? known.get(each), 'env', reading);
    for (const { name, variable } of lines) if (variable) known.set(name, variable);
  }
  return (name) => outer(name) ?? known.get(name);
}

/** A project whose relative paths are those of `folder`, seen from the folder of the service. */
function moved(tree: TreeMap, folder: string, { places }: Reading): TreeMap {
  if (folder === '.') return tree;
  const visit = (path: string) => fromFolder(folder, path);
  const out: Record<string, Tree> = { ...tree };
  const services = tree['services'];
  if (isTreeMap(services))
    out['services'] = places.putAs(
      Object.fromEntries(
        Object.entries(services).map(([name, service]) => [
          name,
          isTreeMap(service) ? mapServicePaths(withContext(service, places), ['services', name], places, visit) : service,
        ]),
      ),
      services,
    );
  for (const section of ['configs', 'secrets'] as const) {
    const resources = tree[section];
    if (isTreeMap(resources)) out[section] = mapResourcePaths(section, resources, places, visit);
  }
  return places.putAs(out, tree);
}

/** Both side by side: what is included cannot say again what is said already. Marks stay, for what they are laid over is elsewhere. */
function join(included: TreeMap, own: TreeMap, from: Placed, reading: Reading): TreeMap {
  const { places } = reading;
  const out: Record<string, Tree> = { ...own };
  for (const section of SECTIONS) {
    const [theirs, ours] = [included[section], own[section]];
    if (!isTreeMap(theirs)) continue;
    if (isTreeMap(ours))
      for (const name of Object.keys(theirs)) {
        if (!Object.hasOwn(ours, name) || JSON.stringify(ours[name]) === JSON.stringify(theirs[name])) continue;
        const at = places.ofPart(ours, name) ?? from;
        reading.report(
          'compose-invalid',
          at,
          `${section}.${name} is also in ${spanOf(places.ofPart(theirs, name) ?? from).file}, which is included.`,
          {
            hint: 'Rename one of the two, or put the change into compose.override.yaml beside compose.yaml.',
          },
        );
      }
    const both: TreeMap = { ...theirs, ...(isTreeMap(ours) ? ours : {}) };
    out[section] = places.putParts(both, partsOf([ours, theirs], places));
  }
  return places.putParts(out, partsOf([own, included], places));
}

/** The place of each key, of the first of these maps that has it. */
function partsOf(maps: readonly Tree[], places: Places): ReadonlyMap<string, Placed> {
  const parts = new Map<string, Placed>();
  for (const map of maps)
    for (const key of isTreeMap(map) ? Object.keys(map) : []) {
      const placed = places.ofPart(map, key);
      if (placed && !parts.has(key)) parts.set(key, placed);
    }
  return parts;
}
