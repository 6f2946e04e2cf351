import { durationWords } from '../../lib/plain-words.ts';
import type { StatusView } from './status-view.ts';

/** A view of the lab for a terminal: sources, verdict, what needs attention. Plain text; ends with a newline. */
export function statusReport(view: StatusView): string {
  const width = Math.max(0, ...view.sources.map(({ title }) => title.length));
  const sources = view.sources.map(
    ({ title, ok, durationMs }) => `  ${title.padEnd(width)}  ${ok ? `asked in ${durationMs} ms` : 'not asked'}`,
  );
  const attention = view.attention.map(({ state, title, detail }) => `  ${state.padEnd(8)}  ${title}: ${detail}`);
  const { sentence, detail } = view.verdict;
  const age = view.ageSeconds === undefined || view.ageSeconds < 5 ? '' : ` Looked ${durationWords(view.ageSeconds)} ago.`;
  const blocks = [
    ...(view.demo ? ['This lab is played: nothing real was asked.'] : []),
    ...(sources.length === 0 ? [] : [['Sources', ...sources].join('\n')]),
    `${sentence}${detail === '' ? '' : `\n${detail}${age}`}`,
    ...(attention.length === 0 ? [] : [['Needs attention', ...attention].join('\n')]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The same for programs. */
export function statusJson({ bySubject, ...view }: StatusView): unknown {
  return { ...view, subjects: Object.fromEntries(bySubject) };
}
