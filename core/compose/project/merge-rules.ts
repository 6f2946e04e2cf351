import { isPlainScalar, textOf } from '../../../formats/plain-scalar.ts';
import type { KeyPath } from '../../parse/locate.ts';
import { parseShortVolume } from '../short-volume.ts';
import { isTreeMap, type Placed, type Places, type Tree, type TreeMap } from './tree.ts';
import { valueText } from './value-text.ts';

export type MergeRule =
  | { readonly kind: 'replace' }
  | { readonly kind: 'logging' }
  /** Both sides become lists; of two items with one identity the later counts. */
  | { readonly kind: 'list'; list(tree: Tree, places: Places): readonly Tree[]; identity(item: Tree): string | undefined }
  /** Both sides become maps. */
  | { readonly kind: 'map'; map(tree: Tree, places: Places): TreeMap };

const replace: MergeRule = { kind: 'replace' };
/** `KEY=value` in a list, or a map: the key counts. */
const pairs: MergeRule = { kind: 'list', list: pairList, identity: (item) => text(item).split('=')[0] };
const whole: MergeRule = { kind: 'list', list: itemList, identity: text };
/** A host may have several addresses. */
const hosts: MergeRule = { kind: 'list', list: hostList, identity: text };
const mounts: MergeRule = { kind: 'list', list: itemList, identity: mountTarget };
const grants: MergeRule = { kind: 'list', list: itemList, identity: grantTarget };
const names: MergeRule = { kind: 'map', map: (tree, places) => nameMap(tree, places, null) };

/** Below `services.<name>`; `*` is any one key. */
const OF_SERVICE: Readonly<Record<string, MergeRule>> = {
  command: replace,
  entrypoint: replace,
  'healthcheck.test': replace,
  'ulimits.*': replace,
  logging: { kind: 'logging' },
  annotations: pairs,
  environment: pairs,
  labels: pairs,
  sysctls: pairs,
  'build.args': pairs,
  'build.labels': pairs,
  'build.additional_contexts': pairs,
  'deploy.labels': pairs,
  extra_hosts: hosts,
  'build.extra_hosts': hosts,
  build: { kind: 'map', map: (tree, places) => (typeof tree === 'string' ? { context: tree } : nameMap(tree, places, null)) },
  depends_on: { kind: 'map', map: (tree, places) => nameMap(tree, places, { condition: 'service_started', required: true }) },
  networks: names,
  models: names,
  cap_add: whole,
  cap_drop: whole,
  dns: whole,
  dns_opt: whole,
  dns_search: whole,
  device_cgroup_rules: whole,
  security_opt: whole,
  group_add: whole,
  external_links: whole,
  links: whole,
  profiles: whole,
  volumes_from: whole,
  expose: whole,
  label_file: whole,
  env_file: { kind: 'list', list: itemList, identity: (item) => (isTreeMap(item) ? text(item['path']) : text(item)) },
  // As in an environment, what stands before `=` counts: a folder and its first option.
  tmpfs: { kind: 'list', list: itemList, identity: (item) => text(item).split('=')[0] },
  devices: mounts,
  volumes: mounts,
  configs: grants,
  secrets: grants,
  ports: { kind: 'list', list: itemList, identity: portIdentity },
};

const OF_RESOURCE: Readonly<Record<string, MergeRule>> = { labels: pairs, 'ipam.config': replace };

/** How the values at a path of a project are merged; undefined where maps, lists and scalars do as maps, lists and scalars do. */
export function ruleOf(at: KeyPath): MergeRule | undefined {
  const [section, , ...rest] = at;
  const rules = section === 'services' ? OF_SERVICE : OF_RESOURCE;
  return rules[rest.join('.')] ?? (rest.length > 1 ? rules[[...rest.slice(0, -1), '*'].join('.')] : undefined);
}

/** A scalar as Compose puts it into a text. */
function text(tree: Tree): string {
  if (isPlainScalar(tree)) return valueText(textOf(tree));
  if (typeof tree === 'number') return valueText(String(tree));
  return typeof tree === 'object' && tree !== null ? JSON.stringify(tree) : String(tree);
}

function itemList(tree: Tree): readonly Tree[] {
  return Array.isArray(tree) ? tree : tree === undefined || tree === null ? [] : [tree];
}

function pairList(tree: Tree, places: Places): readonly Tree[] {
  return fromMap(tree, places, (key, value) => (value === null ? key : `${key}=${text(value)}`));
}

function hostList(tree: Tree, places: Places): readonly Tree[] {
  return fromMap(tree, places, (key, value) => itemList(value).map((address) => `${key}=${text(address)}`));
}

function fromMap(tree: Tree, places: Places, print: (key: string, value: Tree) => Tree): readonly Tree[] {
  if (!isTreeMap(tree) || isPlainScalar(tree)) return itemList(tree);
  const entries = Object.entries(tree).flatMap(([key, value]) =>
    [print(key, value)].flat().map((item) => ({ item, placed: places.ofPart(tree, key) })),
  );
  const parts = entries.flatMap(({ placed }, index): [number, Placed][] => (placed ? [[index, placed]] : []));
  return places.putParts(
    entries.map(({ item }) => item),
    new Map(parts),
  );
}

/** A list of names, or a map, as a map. */
function nameMap(tree: Tree, places: Places, value: Tree): TreeMap {
  if (!Array.isArray(tree)) return isTreeMap(tree) ? tree : {};
  const parts = tree.flatMap((name, index): [string, Placed][] => {
    const placed = places.ofPart(tree, index);
    return placed ? [[text(name), placed]] : [];
  });
  return places.putParts(Object.fromEntries(tree.map((name) => [text(name), value])), new Map(parts));
}

function mountTarget(item: Tree): string {
  if (isTreeMap(item) && !isPlainScalar(item)) return text(item['target']);
  return parseShortVolume(text(item)).target.replace(/(.)\/+$/, '$1');
}

function grantTarget(item: Tree): string {
  if (!isTreeMap(item) || isPlainScalar(item)) return text(item);
  return text(item['target'] ?? item['source']);
}

function portIdentity(item: Tree): string | undefined {
  if (!isTreeMap(item) || isPlainScalar(item)) return text(item);
  const { host_ip: ip = '', published = '', target, protocol = 'tcp' } = item;
  return [ip, published, target, protocol].map(text).join(' ');
}
