import type { Phrase } from '../../lib/phrase/phrase.ts';
import { Count, count, list } from '../../lib/plain-words.ts';
import type { SourceReport } from '../contract.ts';
import type { SubjectId } from '../model/node.ts';
import type { FaultKind, JudgedState } from './reasons.ts';
import { isRoot } from './root-of-fault.ts';
import { countWords } from './state-counts.ts';
import type { StateCounts, SubjectView, Verdict } from './status-view.ts';

export interface VerdictInput {
  readonly bySubject: ReadonlyMap<SubjectId, SubjectView>;
  readonly judged: ReadonlyMap<SubjectId, JudgedState>;
  readonly counts: StateCounts;
  readonly sources: readonly SourceReport[];
  /** Whether there is a snapshot. */
  readonly present: boolean;
  /** The sentence that says how old it is, when it is too old. */
  readonly stale?: Phrase;
}

/** One sentence on the whole lab. What is hit by another thing's fault is not counted beside it. */
export function verdictOf(input: VerdictInput): Verdict {
  if (!input.present) return { state: 'unknown', sentence: 'Nothing has been checked yet.', detail: '' };
  if (input.stale !== undefined) return { state: 'unknown', sentence: input.stale, detail: '' };
  const { bySubject, counts } = input;
  const views = [...bySubject.values()].filter((view) => view.counted);
  const dead = input.sources.filter(({ ok }) => !ok);
  const detail = detailOf(counts, dead);
  if (views.length === 0)
    return dead.length === 0
      ? { state: 'unknown', sentence: 'No check is declared yet, so nothing is certain.', detail: '' }
      : { state: 'unknown', sentence: 'Nothing could be seen, so nothing is certain.', detail };
  const roots = views.filter(isRoot);

  const down = roots.filter((view) => view.state === 'down');
  if (down.length > 0) return { state: 'down', sentence: downSentence(down, views), detail };

  const degraded = roots.filter((view) => view.state === 'degraded');
  // What a source that could not be asked would have said is not known, also where no thing depends on it alone.
  const isAll = counts.unknown === 0 && dead.length === 0;
  const seen = isAll ? 'Everything is reachable.' : 'Everything that was seen is reachable.';
  const unseen = isAll ? '' : ` ${counts.unknown === 0 ? notAsked(dead) : `${Count(counts.unknown, 'thing')} could not be seen.`}`;
  if (degraded.length > 0) {
    const kinds = new Set(degraded.flatMap(({ subject }) => input.judged.get(subject)?.faults.map(({ kind }) => kind) ?? []));
    const reachable = kinds.has('ingress') || kinds.has('silent') || kinds.has('stopped') ? 'Nothing is wholly down.' : seen;
    return { state: 'degraded', sentence: `${reachable} ${degradedSentence(degraded, kinds)}${unseen}`, detail };
  }
  if (counts.up === 0) return { state: 'unknown', sentence: 'Nothing could be seen, so nothing is certain.', detail };
  return { state: isAll ? 'up' : 'unknown', sentence: `${seen}${unseen}`, detail };
}

function downSentence(down: readonly SubjectView[], all: readonly SubjectView[]): string {
  const machines = down.filter(({ subject }) => !subject.startsWith('service:'));
  const services = down.length - machines.length;
  const [only] = down;
  if (down.length === 1 && only) {
    const hit = all.filter(({ because }) => because === only.subject);
    const hitServices = hit.filter(({ subject }) => subject.startsWith('service:')).length;
    return hitServices === 0
      ? `${only.title} is down.`
      : `${only.title} is down, and ${count(hitServices, 'service')} ${hitServices === 1 ? 'is' : 'are'} hit by it.`;
  }
  if (machines.length === 0) return `${services} services are down.`;
  const names = machines.length > 3 ? [count(machines.length, 'machine')] : machines.map(({ title }) => title);
  return `${list([...names, ...(services === 0 ? [] : [count(services, 'service')])])} are down.`;
}

function degradedSentence(degraded: readonly SubjectView[], kinds: ReadonlySet<FaultKind>): string {
  const n = degraded.length;
  const all = (pattern: RegExp): boolean => degraded.every(({ subject }) => pattern.test(subject));
  const noun = all(/^service:/) ? 'service' : all(/^(host|guest):/) ? 'machine' : 'thing';
  const [kind] = kinds;
  if (kinds.size === 1 && kind === 'image') return `${Count(n, noun)} ${n === 1 ? 'runs' : 'run'} another image than declared.`;
  if (kinds.size === 1 && kind === 'certificate') return `${Count(n, noun)} ${n === 1 ? 'has' : 'have'} a certificate to look after.`;
  return `${Count(n, noun)} ${n === 1 ? 'needs' : 'need'} attention.`;
}

function detailOf(counts: StateCounts, dead: readonly SourceReport[]): string {
  return `${countWords(counts)}.${dead.length === 0 ? '' : ` Could not be asked: ${list(dead.map(({ title }) => title))}.`}`;
}

function notAsked(dead: readonly SourceReport[]): string {
  return `${dead.length === 1 ? (dead[0]?.title ?? '') : Count(dead.length, 'source')} could not be asked.`;
}
