import { listKept, mapKept } from '../../../lib/map-kept.ts';
import { isTreeMap, type Places, type Tree, type TreeMap } from './tree.ts';

/**
 * Keys whose empty text is as good as none to Compose, as a variable without a value leaves it: `restart: ${RESTART}`. `*` is any key
 * or item. Tried with Compose; where it refuses an empty text, or keeps it, the key is not here.
 */
const BLANK_IS_NONE = [
  'services.*.container_name',
  'services.*.mac_address',
  'services.*.restart',
  'services.*.networks.*.ipv4_address',
  'services.*.networks.*.ipv6_address',
  'services.*.ports.*.published',
  'networks.*.ipam.config.*.ip_range',
  'networks.*.ipam.config.*.subnet',
];

/** The same paths, step by step; a key without steps below it is one of those above. */
type Steps = ReadonlyMap<string, Steps>;

const STEPS = stepsOf(BLANK_IS_NONE.map((path) => path.split('.')));

function stepsOf(paths: readonly (readonly string[])[]): Steps {
  const below = Map.groupBy(
    paths.filter((path) => path.length > 0),
    ([step]) => step as string,
  );
  return new Map([...below].map(([step, rests]) => [step, stepsOf(rests.map(([, ...rest]) => rest))]));
}

/** A project without the keys that say nothing. */
export function withoutBlanks(project: TreeMap, places: Places): TreeMap {
  return without(project, STEPS, places) as TreeMap;
}

function without(tree: Tree, steps: Steps, places: Places): Tree {
  const each = steps.get('*');
  if (Array.isArray(tree)) {
    const items = each ? listKept<Tree>(tree, (item) => without(item, each, places)) : tree;
    return items === tree ? tree : places.putAs(items, tree);
  }
  if (!isTreeMap(tree)) return tree;
  if (each) {
    const map = mapKept(tree, (value) => without(value, each, places));
    return map === tree ? tree : places.putAs(map, tree);
  }
  const changed: Record<string, Tree> = {};
  const blank = new Set<string>();
  for (const [key, below] of steps) {
    const value = tree[key];
    if (value === '' && below.size === 0) blank.add(key);
    const next = without(value, below, places);
    if (next !== value) changed[key] = next;
  }
  if (blank.size === 0 && Object.keys(changed).length === 0) return tree;
  return places.putAs(Object.fromEntries(Object.entries({ ...tree, ...changed }).filter(([key]) => !blank.has(key))), tree);
}
