import type { Diagnostic } from '../diagnostic.ts';

/** Says of each mistake of a run, and of its place in the data, whether it was there before at another place in the data. */
export type Repeated = (diagnostic: Diagnostic, place: string) => boolean;

/**
 * Remembers the mistakes of one run. What an alias repeats, or what several things merge, has a place of its own in the data each time, but
 * the same in the file, with the same code and the same way out. Mistakes of one place in the data are never one.
 */
export function rememberMistakes(): Repeated {
  const first = new Map<string, string>();
  return ({ code, at, message, hint }, place) => {
    const key = JSON.stringify([code, at, hint ?? withoutNames(message)]);
    const before = first.get(key);
    if (before === undefined) first.set(key, place);
    return before !== undefined && before !== place;
  };
}

/** For what was checked against a schema: its message begins with the place in the data. */
export function placeInMessage({ message }: Diagnostic): string {
  return message.split(' ', 1)[0] ?? '';
}

/** A message without what differs where an alias repeats a mistake: the entry of the inventory, and its container. */
function withoutNames(message: string): string {
  return message.replace(/\b([a-z]+)\.[^.[\s]+(?:\.compose\.services\.[^.[\s]+)?(?=[.[\s])/g, '$1');
}
