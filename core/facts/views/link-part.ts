import type { ViewItem } from '../../../diagrams/view.ts';
import type { SubjectId, SubjectKind } from '../../model/node.ts';
import { pagePath } from '../page-path.ts';

/** Kinds of things that run, so that they have a state. */
const WITH_STATE: ReadonlySet<string> = new Set<SubjectKind>(['host', 'guest', 'service']);

/** A part of a view with the page of the thing that it stands for, and whether that thing has a state. The lab is no link: it is every page. */
export function linkPart<P extends ViewItem<SubjectId>>(part: P): P {
  const { subject } = part;
  if (!subject) return part;
  const [kind = ''] = subject.split(':');
  return { ...part, ...(kind === 'lab' ? {} : { page: pagePath(subject) }), ...(WITH_STATE.has(kind) ? { hasState: true } : {}) };
}
