import { contains, parseAddress, parsePrefix } from './cidr.ts';

/** Family of an address, of a prefix without host bits, or of a range of IPv4 from the lower to the higher; undefined for another text. */
export function familyOf(text: string): 4 | 6 | undefined {
  const range = /^([\d.]+)-([\d.]+)$/.exec(text);
  if (range) {
    const [first, last] = [range[1] ?? '', range[2] ?? ''].map((each) => parseAddress(each, 4));
    return first !== undefined && last !== undefined && first <= last ? 4 : undefined;
  }
  return ([4, 6] as const).find((family) => {
    if (!text.includes('/')) return parseAddress(text, family) !== undefined;
    const prefix = parsePrefix(text, family);
    return prefix?.exact === true && contains(prefix, prefix.first);
  });
}
