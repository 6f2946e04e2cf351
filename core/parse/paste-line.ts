import type { Paste } from '../diagnostic.ts';
import { type Entry, isRecord } from './assemble.ts';
import { locate, type Origin } from './locate.ts';

/** A line that belongs below a key of an entry of the inventory. */
export function pasteLine({ value, origin }: Entry, under: string, line: string): Paste {
  const { file, path } = origin;
  return {
    file: file.source.path,
    ...(path.length === 0 ? {} : { entry: path.join('.'), ...indentOf(value, origin) }),
    under,
    ...(isRecord(value) && Object.hasOwn(value, under) ? { underLine: locate(origin, [under], 'key').line } : {}),
    line,
  };
}

function indentOf(value: unknown, origin: Origin): Pick<Paste, 'indent'> {
  const [first] = isRecord(value) ? Object.keys(value) : [];
  if (first === undefined) return {};
  const [entry, key] = [locate(origin, [], 'key'), locate(origin, [first], 'key')];
  return key.line > entry.line && key.col > entry.col ? { indent: key.col - 1 } : {};
}
