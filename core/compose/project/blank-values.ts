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
].map((path) => path.split('.'));

/** A project without the keys that say nothing. */
export function withoutBlanks(project: TreeMap, places: Places): TreeMap {
  return without(project, BLANK_IS_NONE, places) as TreeMap;
}

function without(tree: Tree, paths: readonly (readonly string[])[], places: Places): Tree {
  if (paths.length === 0 || typeof tree !== 'object' || tree === null) return tree;
  const below = (key: string) => paths.flatMap(([step, ...rest]) => (step === '*' || step === key ? [rest] : []));
  if (Array.isArray(tree)) {
    const items = tree.map((item) => without(item, below('*'), places));
    return items.some((item, index) => item !== tree[index]) ? places.putAs(items, tree) : tree;
  }
  if (!isTreeMap(tree)) return tree;
  const entries = Object.entries(tree).flatMap(([key, value]): [string, Tree][] => {
    const rests = below(key);
    return value === '' && rests.some((rest) => rest.length === 0) ? [] : [[key, without(value, rests, places)]];
  });
  const isSame = entries.length === Object.keys(tree).length && entries.every(([key, value]) => value === tree[key]);
  return isSame ? tree : places.putAs(Object.fromEntries(entries), tree);
}
