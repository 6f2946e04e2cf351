import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import { adminFlows } from './admin-flows.ts';
import { allowFlows } from './allow-flows.ts';
import { backupFlows } from './backup-flows.ts';
import type { Flow } from './flow.ts';
import type { FlowDraft } from './flow-draft.ts';
import { needFlows } from './need-flows.ts';
import { probeFlows } from './probe-flows.ts';
import { routerFlows } from './router-flows.ts';
import { webFlows } from './web-flows.ts';

/**
 * Everything that has to get from one place to another, and why: derived from what the lab is, then what `allow:` adds. Sorted by id.
 * All else is denied.
 */
export const flowsOf = once((model: Model): readonly Flow[] => {
  const drafts = [
    ...routerFlows(model),
    ...webFlows(model),
    ...needFlows(model),
    ...backupFlows(model),
    ...adminFlows(model),
    ...probeFlows(model),
    ...model.allow.flatMap((rule) => allowFlows(rule, model.lab.router)),
  ];
  return withIds(drafts);
});

/** An id is at most this long, so that it fits a comment of a firewall's rule (128 bytes) with something behind it. */
const LONGEST = 116;

function withIds(drafts: readonly FlowDraft[]): readonly Flow[] {
  const taken = new Set<string>();
  return drafts
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.because, b.because) || compare(a.to.ip ?? '', b.to.ip ?? ''))
    .map(({ name, ...flow }) => {
      const base = name.slice(0, LONGEST);
      let id = base;
      for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
      taken.add(id);
      return { id, ...flow };
    })
    .sort((a, b) => compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
