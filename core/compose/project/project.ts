import { documentsOf } from '../../parse/documents.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { withoutBlanks } from './blank-values.ts';
import { type Companion, takeCompanions } from './companions.ts';
import { readVariables, withEnvironment } from './environment.ts';
import { interpolate, type Lookup, type Variable } from './interpolate.ts';
import { withLabelFiles } from './label-file.ts';
import { loadFile, loadValue } from './load-file.ts';
import { merge, withoutMarks } from './merge.ts';
import { normalize } from './paths.ts';
import { switchProfiles } from './profiles.ts';
import type { Reading } from './reading.ts';
import { reportSecretsPutTogether } from './report-secrets.ts';
import { reportUnreadable } from './report-unreadable.ts';
import { type ScalarTexts, splitScalars } from './scalar-texts.ts';
import { isTreeMap, type Placed, type Tree, type TreeMap } from './tree.ts';

/** A Compose project as it is when everything that it is put together from has been read. */
export interface Project {
  /** Plain data in which the only variables are those of secrets. Not checked. */
  readonly compose: TreeMap;
  readonly texts: ScalarTexts;
  /** What the project is called where it runs today, as far as it says. */
  readonly name?: string;
  readonly companions: readonly Companion[];
  /** Path of the folder that it was read from. */
  readonly folder?: string;
  /** Whether what it says depends on nothing but the inventory file that it stands in. */
  readonly standsAlone: boolean;
  /** Containers that lost their profiles, since one of them is on; sorted. */
  readonly switchedOn: readonly string[];
  /** Where a part of it stands in the inventory. */
  placeOf(path: KeyPath): Placed;
}

/** What the inventory says of a project beside the project itself. */
export interface ProjectSettings {
  /** Variables of the service, which count before those of its `.env`. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Variables of its machine and its lab, which count last. */
  readonly defaults: ReadonlyMap<string, Variable>;
  readonly profiles: readonly string[];
  readonly name: string | undefined;
  /** Whether the inventory lists a path under `data` of the service. */
  isState(path: string): boolean;
}

/** Where the project of a service is: in the inventory itself, or in files of its folder. */
export type ProjectSource =
  | { readonly value: unknown; readonly at: Placed }
  | { readonly files: readonly string[] | undefined; readonly at: Placed };

/** Keys that ask for other files, or for what a machine says. */
const ELSEWHERE = new Set(['profiles', 'env_file', 'extends', 'include']);
/** The variable that Compose defines itself. */
const PROJECT_NAME = 'COMPOSE_PROJECT_NAME';
/** Names that Compose looks for, the first that is there. Source: "The Compose file" of its documentation. */
const FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const OVERRIDES = ['compose.override.yaml', 'compose.override.yml', 'docker-compose.override.yaml', 'docker-compose.override.yml'];

/**
 * Reads a project as Compose reads it: variables, `include`, `extends`, override files, `!reset` and `!override`, profiles and files of
 * environment. The result says the same without any of them. Undefined when there is no project to be read, which was reported.
 */
export function readProject(source: ProjectSource, settings: ProjectSettings, reading: Reading): Project | undefined {
  const variables = new Map<string, Variable>();
  const given: Lookup = (name) => settings.variables.get(name) ?? variables.get(name) ?? settings.defaults.get(name);
  const env = reading.folder?.files.get('.env');
  if (env?.unreadable !== undefined) reportUnreadable(env, reading);
  else if (env)
    for (const { name, variable } of readVariables(env, given, 'env', reading).lines) if (variable) variables.set(name, variable);
  const said = (name: string): string | undefined => {
    const variable = given(name);
    return variable && 'value' in variable && variable.value !== '' ? variable.value : undefined;
  };
  const chosen = settings.name ?? said(PROJECT_NAME);
  const files =
    'value' in source ? [] : (source.files ?? said('COMPOSE_FILE')?.split(said('COMPOSE_PATH_SEPARATOR') ?? ':') ?? usualFiles(reading));
  const nameOf = () => chosen ?? nameIn(source, files, given, reading) ?? reading.id;
  const lookup: Lookup = (name) => (name === PROJECT_NAME ? { value: nameOf() } : given(name));
  const all = read(source, files, lookup, reading);
  if (!all) return undefined;
  const tree = withoutBlanks(all, reading.places);
  const name = chosen ?? (typeof tree['name'] === 'string' ? tree['name'] : undefined);
  const on = new Set([...settings.profiles, ...(said('COMPOSE_PROFILES')?.split(',') ?? [])].map((each) => each.trim()));
  const whole = isTreeMap(tree['services'])
    ? reading.places.putAs({ ...tree, services: withEnvironments(switchProfiles(tree['services'], on, reading), lookup, reading) }, tree)
    : tree;
  const { project, companions } = takeCompanions(whole, lookup, settings.isState, source.at, reading);
  const { value, texts } = splitScalars(project, (node, other) => reading.places.putAs(node, other));
  const placeOf: Project['placeOf'] = (path) => reading.places.at(value, path, source.at);
  const isAlone = standsAlone(source);
  if (!isAlone) reportSecretsPutTogether(value, placeOf, reading);
  return {
    compose: value,
    texts,
    ...(name === undefined ? {} : { name }),
    companions,
    switchedOn: switchedOn(tree, whole),
    ...(reading.folder ? { folder: reading.folder.path } : {}),
    standsAlone: isAlone,
    placeOf,
  };
}

/** A variable, a profile that a machine may switch on, and a file or folder elsewhere are beyond its own text. */
function standsAlone(source: ProjectSource): boolean {
  if (!('value' in source)) return false;
  return !needsMore(source.value);
}

function needsMore(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('~') || (value.includes('$') && value.replaceAll('$$', '').includes('$'));
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(needsMore);
  for (const [key, part] of Object.entries(value)) if (ELSEWHERE.has(key) || needsMore(key) || needsMore(part)) return true;
  return false;
}

function switchedOn(before: TreeMap, after: TreeMap): readonly string[] {
  const [old, services] = [before['services'], after['services']];
  if (!isTreeMap(old) || !isTreeMap(services)) return [];
  const hasProfiles = (service: Tree) => isTreeMap(service) && Object.hasOwn(service, 'profiles');
  return Object.keys(services)
    .filter((name) => hasProfiles(old[name]) && !hasProfiles(services[name]))
    .sort();
}

function read(source: ProjectSource, files: readonly string[], lookup: Lookup, reading: Reading): TreeMap | undefined {
  const { places } = reading;
  if ('value' in source) {
    const file = { parsed: source.at.origin.file, path: 'compose.yaml', base: '.', root: source.at, lookup };
    const tree = loadValue(source.value, file, [], reading);
    return tree && (withoutMarks(tree, places) as TreeMap);
  }
  let tree: TreeMap | undefined;
  for (const path of files) {
    const next = loadFile(path, '.', lookup, source.at, [], reading);
    if (!next) return undefined;
    tree = tree ? (merge(tree, next, [], places) as TreeMap) : next;
  }
  if (!tree) {
    reading.report('companion-missing', source.at, `The folder of ${reading.id} has no Compose file.`, {
      hint: `Put compose.yaml into ${reading.folder?.path}/, or add compose: with its name.`,
    });
    return undefined;
  }
  return withoutMarks(tree, places) as TreeMap;
}

/** The name that the files themselves say, the last one first. A variable may ask for it before they are read. */
function nameIn(source: ProjectSource, files: readonly string[], lookup: Lookup, { folder, parse }: Reading): string | undefined {
  const sources = files.flatMap((path) => folder?.files.get(normalize(path)) ?? []);
  const values = 'value' in source ? [source.value] : sources.flatMap(documentsOf).map((each) => parse(each).file.value);
  const said = values.flatMap((value) => (isTreeMap(value) && typeof value['name'] === 'string' ? [value['name']] : [])).at(-1);
  return said === undefined ? undefined : interpolate(said, lookup).text || undefined;
}

function usualFiles({ folder }: Reading): readonly string[] {
  const first = FILES.find((name) => folder?.files.has(name));
  const over = OVERRIDES.find((name) => folder?.files.has(name));
  return first === undefined ? [] : [first, ...(over === undefined ? [] : [over])];
}

/** A service without files that are read when it starts. */
function withFiles(service: TreeMap, at: readonly string[], lookup: Lookup, reading: Reading): TreeMap {
  return withLabelFiles(withEnvironment(service, at, lookup, reading), at, lookup, reading);
}

function withEnvironments(services: TreeMap, lookup: Lookup, reading: Reading): TreeMap {
  const entries = Object.entries(services).map(([name, service]): [string, Tree] => [
    name,
    isTreeMap(service) ? withFiles(service, ['services', name], lookup, reading) : service,
  ]);
  return reading.places.putAs(Object.fromEntries(entries), services);
}
