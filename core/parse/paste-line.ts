import type { Paste } from '../diagnostic.ts';
import { type Entry, isRecord } from './assemble.ts';
import { locate } from './locate.ts';

/** A line that belongs below a key of an entry of the inventory. */
export function pasteLine({ value, origin }: Entry, under: string, line: string): Paste {
  const { file, path } = origin;
  return {
    file: file.source.path,
    ...(path.length === 0 ? {} : { entry: path.join('.') }),
    under,
    ...(isRecord(value) && Object.hasOwn(value, under) ? { underLine: locate(origin, [under], 'key').line } : {}),
    line,
  };
}
