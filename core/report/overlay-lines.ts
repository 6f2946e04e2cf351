import { differenceGroups, offersOf } from '../compose/overlay-report.ts';
import type { Stack } from '../compose/stacks.ts';

/** What the lab adds to a project, why, and how to undo it; then what more could be had. A line each, for a terminal. */
export function overlayLines(stack: Stack): string {
  const added = differenceGroups(stack).map(({ container, key, change, parts, because, undo }) => {
    const place = [container, key].filter((part) => part !== undefined).join('.');
    const which = parts.length === 0 ? '' : ` (${parts.length > 4 ? parts.length : parts.join(', ')})`;
    return `  ${change} ${place}${which}: ${because}${undo === undefined ? '' : ` To undo it: ${undo}`}`;
  });
  const offers = offersOf(stack).map(({ container, line, when }) => `  could be had for ${container}: ${line}, ${when}`);
  return [`What the lab adds to the project of ${stack.service.id}:`, ...added, ...offers, ''].join('\n');
}
