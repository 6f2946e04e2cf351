import { secretName, wordsOf } from '../../lib/secrets/setting-name.ts';
import { expand } from '../../lib/secrets/variables.ts';
import type { KeyPath } from '../parse/locate.ts';

/**
 * Whether a word in lower case is part of a name on the way to a place, of an image there, or the value of a setting beside it. A password
 * that is such a word is none: every copy of the document has it.
 */
export function standsBeside(word: string, path: KeyPath, above: readonly object[]): boolean {
  if (path.some((step) => typeof step === 'string' && (step.toLowerCase() === word || wordsOf(step).includes(word)))) return true;
  if (above.some((map) => 'image' in map && typeof map.image === 'string' && imageWords(map.image).includes(word))) return true;
  return settingsOf(above.at(-1)).some(([name, value]) => secretName(name) === 'never' && expand(value).text.toLowerCase() === word);
}

/** Of a map, or of a list of `KEY=value`. */
function settingsOf(holder: object | undefined): readonly (readonly [name: string, value: string])[] {
  if (!Array.isArray(holder)) return Object.entries(holder ?? {}).map(([name, value]) => [name, String(value)]);
  return holder.flatMap((item) => {
    const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(String(item)) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}

/** Words of the name of an image, without registry, namespace and tag. */
function imageWords(image: string): readonly string[] {
  return wordsOf((image.split('/').at(-1) ?? '').replace(/[:@].*$/s, ''));
}
