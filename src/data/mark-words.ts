import { countWords } from '../../core/collect/state-counts.ts';
import type { SubjectView } from '../../core/collect/status-view.ts';

/** What a mark leaves out of a machine that carries others: `itself up; on it 12 of 15 up, 1 down, 2 degraded`. */
export const markWords = ({ state, mark, children }: SubjectView): string | undefined =>
  children && mark !== state && state !== 'planned' ? `itself ${state}; on it ${countWords(children.counts)}` : undefined;

/** The same as sentences: `SRV-1 itself is up. On it: 17 of 21 up, 1 down.` */
export const markSentences = ({ title, state, mark, children }: SubjectView): string | undefined =>
  children && mark !== state && state !== 'planned' ? `${title} itself is ${state}. On it: ${countWords(children.counts)}.` : undefined;

/** The same in a word for a large mark: `up, something on it is down`. */
export const markWord = ({ state, mark, children }: SubjectView): string | undefined =>
  children && mark !== state && state !== 'planned' ? `${state}, something on it is ${mark}` : undefined;
