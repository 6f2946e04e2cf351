import { suggestionHint } from '../../../lib/suggest.ts';
import { documentsOf } from '../../parse/documents.ts';
import { isAddress } from './address.ts';
import { includeAll } from './include.ts';
import type { Lookup } from './interpolate.ts';
import { merge } from './merge.ts';
import { folderOf, fromFolder, mapServicePaths, normalize, wayBetween } from './paths.ts';
import { readTree } from './read-tree.ts';
import { type Reading, type ReadingFile, spanOf } from './reading.ts';
import { reportKeys } from './report-keys.ts';
import { reportSecrets } from './report-secrets.ts';
import { reportUnreadable } from './report-unreadable.ts';
import { isTreeMap, type Placed, type Tree, type TreeMap } from './tree.ts';

/** Far more than anybody nests, and an end for what leads back to itself. */
const DEEPEST = 20;

/** Files that are being read, from the first to the one at hand. */
export type Chain = readonly string[];

/**
 * One file of a project with what it includes and extends. Marks for merging are still in it. Undefined when there is no such file, or
 * it holds no data; that was reported.
 */
export function loadFile(path: string, base: string, lookup: Lookup, from: Placed, chain: Chain, reading: Reading): TreeMap | undefined {
  const documents = openFile(path, base, lookup, from, chain, reading)?.map((file) => loadValue(file.parsed.value, file, chain, reading));
  return documents && oneOverAnother(documents, reading);
}

/** Compose lays each document of a file over those before it. */
function oneOverAnother(documents: readonly (TreeMap | undefined)[], { places }: Reading): TreeMap | undefined {
  return documents.reduce((under, over) => under && over && (merge(under, over, [], places) as TreeMap));
}

/** The same of data that is there already. */
export function loadValue(value: unknown, file: ReadingFile, chain: Chain, reading: Reading): TreeMap | undefined {
  reportSecrets(value, file, reading);
  reportKeys(file, reading);
  const tree = readTree(value, file, reading);
  if (!isTreeMap(tree)) {
    reading.report('compose-invalid', file.root, `The project of ${reading.id} is no map with services.`);
    return undefined;
  }
  const services = isTreeMap(tree['services']) ? tree['services'] : undefined;
  const extended: TreeMap | undefined =
    services &&
    reading.places.putAs(
      Object.fromEntries(Object.keys(services).map((name) => [name, extendService(name, services, file, chain, [], reading)])),
      services,
    );
  const { include, ...rest } = tree;
  const own = reading.places.putAs({ ...rest, ...(extended ? { services: extended } : {}) }, tree);
  return include === undefined || include === null
    ? own
    : includeAll(include, own, file, [...chain, normalize(file.path)], reading, loadFile);
}

/** The documents of a file, of which nearly every one has a single one. */
function openFile(
  path: string,
  base: string,
  lookup: Lookup,
  from: Placed,
  chain: Chain,
  reading: Reading,
): readonly ReadingFile[] | undefined {
  const name = normalize(path);
  const { folder } = reading;
  if (chain.includes(name) || chain.length > DEEPEST) {
    reading.report('compose-invalid', from, `${name} leads back to itself through what it includes or extends.`);
    return undefined;
  }
  if (!folder || isAddress(path) || name.startsWith('..') || /^[/~]/.test(path)) {
    const why = isAddress(path) ? 'which is an address, and gen asks no network' : 'which is not in a folder of the service';
    reading.report('companion-missing', from, `The project of ${reading.id} names ${path}, ${why}.`, {
      hint: folder
        ? `Copy it into ${folder.path}/ and name it from there.`
        : `Move the project to inventory/services/${reading.id}/compose.yaml, the rest to service.yaml beside it, and put the file there, too.`,
    });
    return undefined;
  }
  const source = folder.files.get(name);
  if (!source) {
    reading.report('companion-missing', from, `The project of ${reading.id} names ${folder.path}/${name}, which is not there.`, {
      hint: suggestionHint(name, [...folder.files.keys()]),
    });
    return undefined;
  }
  if (source.unreadable !== undefined) {
    reportUnreadable(source, reading);
    return undefined;
  }
  const documents = documentsOf(source).map((each) => reading.parse(each));
  for (const { code, at, message, hint, severity } of documents.flatMap(({ diagnostics }) => diagnostics))
    if (at) reading.report(code, at, message, { hint, ...(severity === 'warning' ? { severity } : {}) });
  if (documents.some(({ file }) => file.value === undefined)) return undefined;
  return documents.map(({ file: parsed }) => ({
    parsed,
    path: name,
    base,
    root: { origin: { file: parsed, path: [] }, path: [] },
    lookup,
  }));
}

/** A service with all that it extends below it. Source: "extends" of the Compose Specification. */
function extendService(name: string, services: TreeMap, file: ReadingFile, chain: Chain, below: readonly string[], reading: Reading): Tree {
  const service = services[name];
  if (!isTreeMap(service) || service['extends'] === undefined || service['extends'] === null) return service;
  const { places } = reading;
  const from = places.ofPart(service, 'extends') ?? file.root;
  const { extends: base, ...own } = service;
  const rest = places.putAs(own, service);
  const { service: of, file: elsewhere } = isTreeMap(base) ? base : { service: base, file: undefined };
  if (typeof of !== 'string' || (elsewhere !== undefined && typeof elsewhere !== 'string')) {
    reading.report('compose-invalid', from, `${name} extends something that is no service.`, {
      hint: 'Write extends: { service: <name> }.',
    });
    return rest;
  }
  const step = `${normalize(file.path)} ${of}`;
  if (below.includes(step) || (elsewhere === undefined && of === name)) {
    reading.report('compose-invalid', from, `${name} extends itself in the end.`);
    return rest;
  }
  const found =
    elsewhere === undefined
      ? baseHere(of, services, file, chain, [...below, step], from, reading)
      : baseElsewhere(of, elsewhere, file, chain, [...below, step], from, reading);
  return found === undefined ? rest : merge(found, rest, ['services', name], places);
}

function baseHere(
  of: string,
  services: TreeMap,
  file: ReadingFile,
  chain: Chain,
  below: readonly string[],
  from: Placed,
  reading: Reading,
): Tree {
  if (Object.hasOwn(services, of)) return extendService(of, services, file, chain, below, reading);
  const hint = suggestionHint(of, Object.keys(services));
  reading.report('compose-invalid', from, `It extends "${of}", and there is no such service in ${spanOf(from).file}.`, { hint });
  return undefined;
}

function baseElsewhere(
  of: string,
  path: string,
  file: ReadingFile,
  chain: Chain,
  below: readonly string[],
  from: Placed,
  reading: Reading,
): Tree {
  const there = fromFolder(folderOf(file.path), path);
  const folder = folderOf(there);
  const others = openFile(there, folder, file.lookup, from, chain, reading);
  const [other] = others ?? [];
  if (!others || !other) return undefined;
  for (const each of others) reportSecrets(each.parsed.value, each, reading);
  const trees = others.map((each) => readTree(each.parsed.value, each, reading));
  const tree = oneOverAnother(
    trees.map((each) => (isTreeMap(each) ? each : undefined)),
    reading,
  );
  const services = isTreeMap(tree) && isTreeMap(tree['services']) ? tree['services'] : {};
  const base = baseHere(of, services, other, [...chain, normalize(file.path)], below, from, reading);
  if (!isTreeMap(base)) return base;
  const way = wayBetween(file.base, folder);
  return mapServicePaths(base, ['services', of], reading.places, (each) => fromFolder(way, each));
}
