import type { SourceFile } from '../../parse/source-file.ts';
import { type EnvFile, readEnvFile, readRawEnvFile } from './env-file.ts';
import { composeValue, type Lookup, type Variable } from './interpolate.ts';
import { normalize } from './paths.ts';
import { type Reading, startOf } from './reading.ts';
import { reportSecretLines } from './report-secrets.ts';
import { reportUnreadable } from './report-unreadable.ts';
import { withShell } from './shell-variables.ts';
import { isTreeMap, type Placed, type Tree, type TreeMap } from './tree.ts';

/**
 * A service whose environment says all that its environment files say, and what its bare names take from the variables of the project.
 * The files themselves are not needed any more; one that lies on the machine alone stays named.
 */
export function withEnvironment(service: TreeMap, at: readonly string[], lookup: Lookup, reading: Reading): TreeMap {
  const { env_file: files, environment, ...rest } = service;
  const values = new Map<string, string>();
  const left: Tree[] = [];
  for (const [index, entry] of [files].flat().entries()) {
    if (entry === undefined || entry === null) continue;
    const read = readNamed(entry, [...at, 'env_file'], index, lookup, service, reading);
    if (!read) left.push(entry);
    else for (const { name, variable } of read.lines) if (variable) values.set(name, composeValue(variable));
  }
  const own = ownEnvironment(environment, lookup);
  const known = new Set(Array.isArray(own) ? own.map((line) => String(line).split('=')[0]) : Object.keys(own ?? {}));
  const added = [...values].filter(([name]) => !known.has(name));
  const merged =
    added.length === 0
      ? own
      : Array.isArray(own)
        ? [...own, ...added.map(([name, value]) => `${name}=${value}`)]
        : { ...Object.fromEntries(added), ...(own ?? {}) };
  const out = {
    ...rest,
    ...(merged === undefined ? {} : { environment: placedAs(merged, environment, reading) }),
    ...(left.length > 0 ? { env_file: left.length === [files].flat().length ? files : left } : {}),
  };
  return reading.places.putAs(out, service);
}

/** Variables that a file of the folder defines, each checked for a secret. */
export function readVariables(file: SourceFile, lookup: Lookup, format: 'env' | 'raw', reading: Reading): EnvFile {
  const asked = new Set<string>();
  const shell = withShell(lookup, '.', [], (name) => asked.add(name));
  const read = format === 'raw' ? readRawEnvFile(file.text, shell) : readEnvFile(file.text, shell);
  // What is left of a secret with a dollar in it is no name to be shown.
  const secret = reportSecretLines(file, reading);
  for (const { what, line } of read.faults)
    reading.report('variable-invalid', startOf(file.path, line), `This line of ${file.path} cannot be read: ${what}.`);
  for (const name of asked) {
    const { line } = read.lines.find(({ variable }) => variable && composeValue(variable).includes(`\${${name}}`)) ?? { line: 1 };
    reading.reportUnset(name, startOf(file.path, line));
  }
  for (const { name, line } of read.unset) if (!secret.has(line)) reading.reportUnset(name, startOf(file.path, line));
  const lines = read.lines.map((each) => {
    if (!secret.has(each.line)) return each;
    // It is reported here, so it need not be found again wherever it is used.
    const hidden: Variable = { secret: '', name: each.name };
    return { ...each, variable: hidden };
  });
  return { ...read, lines };
}

/**
 * A file of variables or labels that a service names. Undefined for one of the machine, which stays named; labels may not be there.
 *
 * @param at path of the key that names it: `services`, the service, `env_file` or `label_file`
 */
export function readNamed(
  entry: Tree,
  at: readonly string[],
  index: number,
  lookup: Lookup,
  service: TreeMap,
  reading: Reading,
): EnvFile | undefined {
  const { path, required = true, format = 'env' } = isTreeMap(entry) ? entry : { path: entry };
  if (typeof path !== 'string') return undefined;
  const key = at[2] ?? '';
  const placed = reading.places.ofPart(service[key], index) ?? reading.places.ofPart(service, key);
  if (/^[/~]/.test(path)) {
    if (key === 'label_file' && placed) reportLabelsElsewhere(path, at[1] ?? '', placed, reading);
    return undefined;
  }
  const file = reading.folder?.files.get(normalize(path));
  if (file && file.unreadable === undefined) return readVariables(file, lookup, format === 'raw' ? 'raw' : 'env', reading);
  if (file) reportUnreadable(file, reading);
  if (file || required === false) return { lines: [], unset: [], faults: [] };
  if (placed)
    reading.report(
      'companion-missing',
      placed,
      `${at[1]} takes ${key === 'label_file' ? 'labels' : 'variables'} from ${path}, which is not in the folder of ${reading.id}.`,
      { hint: key === 'label_file' ? labelsHint(reading) : missingHint(reading, path) },
    );
  return { lines: [], unset: [], faults: [] };
}

/** Labels make hostnames and logins, so they have to be where they can be read; a file of the machine may say anything. */
function reportLabelsElsewhere(path: string, container: string, placed: Placed, reading: Reading): void {
  const message = `${container} takes labels from ${path}, a file of the machine that nothing here can read.`;
  reading.report('companion-missing', placed, message, { hint: labelsHint(reading) });
}

const labelsHint = ({ folder, id }: Reading): string =>
  folder
    ? `Copy it into ${folder.path}/ and name it from there, or write its lines under labels: of the container.`
    : `Write its lines under labels: of the container, or move the project to inventory/services/${id}/compose.yaml and put the file there, too.`;

/** What to do about a file that a project names and that is not there. */
export function missingHint({ folder, id }: Reading, path: string): string {
  return folder
    ? `Put it into ${folder.path}/, or name it by its absolute path if it lies on the machine alone.`
    : `Move the project to inventory/services/${id}/compose.yaml, the other keys to service.yaml beside it, and put ${path} there, too.`;
}

/** A name without a value takes that of the variable of the project. */
function ownEnvironment(environment: Tree, lookup: Lookup): TreeMap | readonly Tree[] | undefined {
  if (Array.isArray(environment))
    return environment.map((line) => {
      const variable = typeof line === 'string' && !line.includes('=') ? lookup(line) : undefined;
      return variable ? `${line}=${composeValue(variable)}` : line;
    });
  if (!isTreeMap(environment)) return undefined;
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      const variable = value === null ? lookup(name) : undefined;
      return [name, variable ? composeValue(variable) : value];
    }),
  );
}

function placedAs<T extends object>(tree: T, other: Tree, { places }: Reading): T {
  return typeof other === 'object' && other !== null ? places.putAs(tree, other) : tree;
}
