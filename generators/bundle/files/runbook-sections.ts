import type { Model } from '../../../core/contract.ts';
import { automaticWords } from '../../../core/facts/automation/automatic.ts';
import { notRunWords } from '../../../core/facts/runbooks/kind-words.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { promisedWords } from '../../../lib/plain-words.ts';
import { type Child, command, el, link, type Markup, tag } from './html.ts';

export const runbookAnchor = (id: string): string => `runbook-${id}`;

/** One runbook in full, with a square to tick for each step. `titles` has those of all, by id. */
export function runbookSection(model: Model, runbook: Runbook, titles: ReadonlyMap<string, string>): Markup {
  const { id, title, when, rto, text, steps, next } = runbook;
  const then = next.flatMap((other) => {
    const name = titles.get(other);
    return name === undefined ? [] : [tag('li', link(runbookAnchor(other), name))];
  });
  const automatic = automaticWords(model, runbook);
  return el(
    'section',
    { id: runbookAnchor(id), class: 'runbook' },
    tag('h3', title),
    tag('p', tag('strong', 'When: '), when),
    rto === undefined ? undefined : tag('p', tag('strong', 'Promised: '), `within ${promisedWords(rto)}`),
    text.map((paragraph) => tag('p', paragraph)),
    automatic && [tag('p', automatic.before), command(automatic.command), tag('p', automatic.after)],
    el('ol', { class: 'steps' }, ...steps.map((step, index) => stepItem(step, index + 1))),
    then.length === 0 ? undefined : [tag('p', tag('strong', 'Then')), tag('ul', ...then)],
  );
}

function stepItem({ title, on, run, asks, expect, undo, caution, notRun }: RunbookStep, number: number): Markup {
  return tag(
    'li',
    el('span', { class: 'box' }),
    tag('h4', `${number}. ${title}`),
    el('p', { class: 'muted' }, `On ${typeof on === 'string' ? on : machineWords(on)}`),
    caution === undefined ? undefined : el('p', { class: 'caution' }, tag('strong', 'Careful: '), caution),
    run === undefined ? undefined : command(run),
    said('It asks for', asks),
    said('Expect', expect),
    said('To take it back', undo?.text),
    undo?.run === undefined ? undefined : command(undo.run),
    notRun === undefined
      ? undefined
      : el('p', { class: 'muted' }, `Not tried by machine, because it ${notRunWords(notRun)}: ${notRun.because}`),
  );
}

const machineWords = ({ title, primary }: Exclude<RunbookStep['on'], string>): string => (primary ? `${title} (${primary.ip})` : title);

const said = (what: string, text: string | undefined): Child =>
  text === undefined ? undefined : tag('p', tag('strong', `${what}: `), text);
