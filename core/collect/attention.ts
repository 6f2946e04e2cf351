import { join, type Phrase, say, sentence } from '../../lib/phrase/phrase.ts';
import { count, list } from '../../lib/plain-words.ts';

import type { Snapshot } from '../contract.ts';
import { pagePath } from '../facts/page-path.ts';
import type { SubjectId } from '../model/node.ts';
import { isRoot } from './root-of-fault.ts';
import type { Attention, SubjectView } from './status-view.ts';

export interface AttentionInput {
  readonly bySubject: ReadonlyMap<SubjectId, SubjectView>;
  readonly snapshot: Snapshot | undefined;
  /** The sentence that says how old the snapshot is, when it is too old. */
  readonly stale: Phrase | undefined;
}

const STATUS_PAGE = '/status/';
const LAB: SubjectId = 'lab:lab';

/** What to look into: faults first, then what is undeclared, then what could not be seen. One item for each root. */
export function attentionOf({ bySubject, snapshot, stale }: AttentionInput): Attention[] {
  if (!snapshot) return [];
  const lab = [...bySubject.keys()].find((subject) => subject.startsWith('lab:')) ?? LAB;
  if (stale !== undefined)
    return [
      {
        subject: lab,
        state: 'unknown',
        title: 'The status is too old',
        detail: say`${stale} Take a new snapshot from inside the lab.`,
        href: STATUS_PAGE,
      },
    ];
  const views = [...bySubject.values()];
  return [
    ...faults(views, 'down'),
    ...faults(views, 'degraded'),
    ...undeclared(views, snapshot),
    ...deadSources(lab, snapshot),
    ...unseen(lab, views),
  ];
}

function faults(views: readonly SubjectView[], state: 'down' | 'degraded'): Attention[] {
  const hitBy = Map.groupBy(views, ({ because }) => because);
  return views
    .filter((view) => view.state === state && isRoot(view))
    .map((view) => {
      const hit = (hitBy.get(view.subject) ?? []).map(({ title }) => title);
      const [why] = view.reasons;
      const detail = [...(why ? [why.text] : []), ...(hit.length === 0 ? [] : [`Hit by it: ${list(hit, 5)}.`])];
      return {
        subject: view.subject,
        state,
        title: `${view.title} ${state === 'down' ? 'is down' : 'needs attention'}`,
        detail: join(detail.flatMap((part, index) => (index === 0 ? [part] : [' ', part]))),
        href: pagePath(view.subject),
      };
    });
}

function undeclared(views: readonly SubjectView[], snapshot: Snapshot): Attention[] {
  const bySubject = Map.groupBy(
    snapshot.drift.filter(({ kind }) => kind === 'undeclared'),
    ({ subject }) => subject,
  );
  return views.flatMap((view) => {
    const found = bySubject.get(view.subject) ?? [];
    if (found.length === 0) return [];
    const title =
      found.length === 1 ? `Something undeclared runs on ${view.title}` : `${found.length} undeclared things run on ${view.title}`;
    return [
      {
        subject: view.subject,
        state: 'unknown',
        title,
        detail: sentence(
          list(
            found.map(({ actual }) => actual ?? 'something without a name'),
            5,
          ),
        ),
        href: pagePath(view.subject),
      },
    ];
  });
}

function deadSources(lab: SubjectId, snapshot: Snapshot): Attention[] {
  // One reason, such as being outside the lab, is reported once for all that it stops.
  const byReason = Map.groupBy(
    snapshot.sources.filter(({ ok }) => !ok),
    ({ error }) => error ?? 'No reason was given',
  );
  return [...byReason].map(([reason, sources]) => ({
    subject: lab,
    state: 'unknown',
    title: `${list(sources.map(({ title }) => title))} could not be asked`,
    detail: sentence(reason),
    href: STATUS_PAGE,
  }));
}

function unseen(lab: SubjectId, views: readonly SubjectView[]): Attention[] {
  const found = views.filter((view) => view.counted && view.state === 'unknown' && isRoot(view));
  if (found.length === 0) return [];
  const detail = sentence(
    list(
      found.map(({ title }) => title),
      6,
    ),
  );
  return [{ subject: lab, state: 'unknown', title: `${count(found.length, 'thing')} could not be seen`, detail, href: STATUS_PAGE }];
}
