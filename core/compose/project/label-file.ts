import { readNamed } from './environment.ts';
import { composeValue, type Lookup } from './interpolate.ts';
import type { Reading } from './reading.ts';
import { isTreeMap, type Tree, type TreeMap } from './tree.ts';

/**
 * A service whose labels say all that its label files say. What it says itself counts before them, and a later file before an earlier
 * one. A file that lies on the machine alone was reported, and stays named. Source: "label_file" of the Compose Specification.
 */
export function withLabelFiles(service: TreeMap, at: readonly string[], lookup: Lookup, reading: Reading): TreeMap {
  const { label_file: files, labels, ...rest } = service;
  if (files === undefined || files === null) return service;
  const entries = [files].flat();
  const read = entries.map((entry, index) => readNamed(entry, [...at, 'label_file'], index, lookup, service, reading));
  const known = read
    .flatMap((file) => file?.lines ?? [])
    .flatMap(({ name, variable }) => (variable ? [[name, composeValue(variable)] as const] : []));
  const left = entries.filter((_entry, index) => read[index] === undefined);
  const merged = laidOver(new Map(known), labels);
  const out = { ...rest, ...(merged === undefined ? {} : { labels: merged }), ...(left.length > 0 ? { label_file: left } : {}) };
  return reading.places.putAs(out, service);
}

/** Labels of files below those of the service, in the form that the service has them in. */
function laidOver(known: ReadonlyMap<string, string>, labels: Tree): Tree {
  if (known.size === 0) return labels;
  if (!Array.isArray(labels)) return { ...Object.fromEntries(known), ...(isTreeMap(labels) ? labels : {}) };
  const own = new Set(labels.map((label) => String(label).split('=')[0]));
  return [...[...known].filter(([name]) => !own.has(name)).map(([name, value]) => `${name}=${value}`), ...labels];
}
