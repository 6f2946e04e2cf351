/** The short form of a mount, taken apart. */
export interface ShortVolume {
  /** Folder, file or name of a volume; absent for an anonymous volume. */
  readonly source?: string;
  /** Path in the container. */
  readonly target: string;
  readonly modes: readonly string[];
}

/**
 * Takes `[SOURCE:]TARGET[:MODE,…]` apart. A colon within `${…}` or behind a letter that stands alone, which is that of a drive, parts nothing.
 * Source: "volumes, short syntax" of the Compose Specification.
 */
export function parseShortVolume(text: string): ShortVolume {
  const [first = '', second, modes] = parts(text);
  if (second === undefined) return { target: first, modes: [] };
  return { source: first, target: second, modes: modes === undefined ? [] : modes.split(',') };
}

/** The other way round. */
export function printShortVolume({ source, target, modes }: ShortVolume): string {
  return [...(source === undefined ? [] : [source]), target, ...(modes.length > 0 ? [modes.join(',')] : [])].join(':');
}

function parts(text: string): readonly string[] {
  const plain = text.split(':');
  const isPlain = !text.includes('${') && !plain.some((part) => part.length === 1);
  return isPlain ? plain : partsOfAny(text);
}

/** {@link parts} without its shortcut. */
function partsOfAny(text: string): readonly string[] {
  const found = [''];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (text.startsWith('${', at)) depth++;
    else if (character === '}' && depth > 0) depth--;
    const current = found[found.length - 1] as string;
    const isDrive = /^[A-Za-z]$/.test(current);
    if (character === ':' && depth === 0 && !isDrive) found.push('');
    else found[found.length - 1] = current + character;
  }
  return found;
}

/** A source that is a path of the machine, not the name of a volume. */
export const isPath = (source: string): boolean => /^(?:[./~]|[A-Za-z]:[\\/])/.test(source);
