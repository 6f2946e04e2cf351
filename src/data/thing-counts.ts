import { thingCountsOf, thingCountWords } from '../../core/facts/thing-counts.ts';
import { model } from './lab.ts';

export { countThings } from '../../core/facts/thing-counts.ts';

/** What the lab has and plans, in words. */
export const thingCounts: string = thingCountWords(thingCountsOf(model));

/** `11`, or `11, 1 planned`, for a table. */
export function countsIn(things: readonly { readonly planned: boolean }[]): string {
  const planned = things.filter((thing) => thing.planned).length;
  return `${things.length - planned}${planned === 0 ? '' : `, ${planned} planned`}`;
}
