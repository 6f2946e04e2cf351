import type { Kept } from '../../core/compose/difference.ts';
import type { Offer } from '../../core/compose/overlay/offers.ts';
import { type DifferenceGroup, differenceGroups, offersOf } from '../../core/compose/overlay-report.ts';
import type { Stack } from '../../core/compose/stacks.ts';
import type { HardeningChoice } from '../../core/model/lab/hardening.ts';

/** What the lab did to a project, what it left alone, and what more could be had. */
export interface OverlayParts {
  readonly added: readonly DifferenceGroup[];
  readonly kept: readonly Kept[];
  /** How far its containers are narrowed down, where that is not what the lab says. */
  readonly hardening?: HardeningChoice;
  readonly offers: readonly Offer[];
}

export function overlayParts(stack: Stack): OverlayParts {
  const { hardening } = stack.service;
  return { added: differenceGroups(stack), kept: stack.kept, offers: offersOf(stack), ...(hardening ? { hardening } : {}) };
}
