import { once } from '../../lib/once.ts';
import type { Service } from '../model/service/service.ts';
import type { OutsideNetwork } from './outside-networks.ts';
import type { Stack } from './stacks.ts';

/** The stacks of one machine in an order in which each finds what it needs, and the networks of others that it joins. */
export function startSequence(
  stacks: readonly Stack[],
  outside: readonly OutsideNetwork[],
  order: readonly (readonly Service[])[],
): readonly Stack[] {
  const turn = turns(order);
  const byService = new Map(stacks.map((stack) => [stack.service, stack]));
  const makers = new Map<Stack, Stack[]>();
  for (const { madeBy, expectedBy } of outside)
    if (madeBy) for (const stack of expectedBy) makers.set(stack, [...(makers.get(stack) ?? []), madeBy]);
  const sequence = new Set<Stack>();
  const seen = new Set<Stack>();
  const visit = (stack: Stack): void => {
    // Two that make networks for each other start as they come; then the second start of up.sh succeeds.
    if (seen.has(stack)) return;
    seen.add(stack);
    for (const need of stack.service.needs) {
      const needed = byService.get(need);
      if (needed) visit(needed);
    }
    for (const maker of makers.get(stack) ?? []) visit(maker);
    sequence.add(stack);
  };
  for (const stack of stacks.toSorted((a, b) => (turn.get(a.service) ?? Infinity) - (turn.get(b.service) ?? Infinity))) visit(stack);
  return [...sequence];
}

/** When it is each service's turn, counted from 0. */
const turns = once((order: readonly (readonly Service[])[]) => new Map(order.flat().map((service, at) => [service, at])));
