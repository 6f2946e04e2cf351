import { ago, type Phrase, say } from '../../lib/phrase/phrase.ts';
import { words } from '../../lib/phrase/words.ts';
import type { StatusView } from './status-view.ts';

/** A view of the lab for a terminal, as it reads at `now`: sources, verdict, what needs attention. Plain text; ends with a newline. */
export function statusReport(view: StatusView, now: Date): string {
  const read = (phrase: Phrase): string => words(phrase, now);
  const width = Math.max(0, ...view.sources.map(({ title }) => title.length));
  const sources = view.sources.map(
    ({ title, ok, durationMs }) => `  ${title.padEnd(width)}  ${ok ? `asked in ${durationMs} ms` : 'not asked'}`,
  );
  const attention = view.attention.map(({ state, title, detail }) => `  ${state.padEnd(8)}  ${title}: ${read(detail)}`);
  const { sentence, detail } = view.verdict;
  const age = view.takenAt === undefined ? '' : say` Looked ${ago(view.takenAt)}.`;
  const blocks = [
    ...(view.demo ? ['This lab is played: nothing real was asked.'] : []),
    ...(sources.length === 0 ? [] : [['Sources', ...sources].join('\n')]),
    `${read(sentence)}${detail === '' ? '' : `\n${detail}${read(age)}`}`,
    ...(attention.length === 0 ? [] : [['Needs attention', ...attention].join('\n')]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The same for programs. */
export function statusJson({ bySubject, ...view }: StatusView): unknown {
  return { ...view, subjects: Object.fromEntries(bySubject) };
}
