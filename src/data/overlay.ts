import type { Kept } from '../../core/compose/difference.ts';
import type { Offer } from '../../core/compose/overlay/offers.ts';
import { type DifferenceGroup, differenceGroups, offersOf } from '../../core/compose/overlay-report.ts';
import type { Stack } from '../../core/compose/stacks.ts';

/** What the lab did to a project, what it left alone, and what more could be had. */
export interface OverlayParts {
  readonly added: readonly DifferenceGroup[];
  readonly kept: readonly Kept[];
  readonly offers: readonly Offer[];
}

export function overlayParts(stack: Stack): OverlayParts {
  return { added: differenceGroups(stack), kept: stack.kept, offers: offersOf(stack) };
}
