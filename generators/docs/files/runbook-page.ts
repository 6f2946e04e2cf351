import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { automaticWords } from '../../../core/facts/automation/automatic.ts';
import { aboutSubject, findRunbook } from '../../../core/facts/runbooks/find-runbook.ts';
import { notRunWords } from '../../../core/facts/runbooks/kind-words.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { runbooksOf } from '../../../core/facts/runbooks/runbooks.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import { type Content, document, fence, heading, link, list, paragraph, task } from '../../../formats/markdown.ts';
import { promisedWords } from '../../../lib/plain-words.ts';

import { linkFromRunbook, RECOVERY, runbookLink, runbookPath } from './doc-path.ts';
import { section, sectionList } from './page.ts';

/** A runbook for the Git host, which may be all that is left to read it on. */
export function runbookPage(model: Model, runbook: Runbook): GeneratedFile {
  const { id, title, when, text, rto, steps, next, subjects } = runbook;
  return {
    path: runbookPath(id),
    content: document(
      heading(1, title),
      paragraph(when),
      ...text.map((one) => paragraph(one)),
      ...(rto === undefined ? [] : [paragraph(`It is promised to take no longer than ${promisedWords(rto)}.`)]),
      ...automaticBlock(model, runbook),
      paragraph(
        'Commands are typed as root, each as it stands. All runbooks and the order in which a lost lab comes back: ',
        link('recovery', `../${RECOVERY}`),
        '.',
      ),
      section('Steps', document(...steps.map((step, at) => stepBlock(model, step, at + 1)))),
      sectionList('Then', runbookLinks(model, next, besideThis)),
    ),
    about: subjects,
  };
}

/** The better way, where a playbook has it. */
function automaticBlock(model: Model, runbook: Runbook): readonly string[] {
  const words = automaticWords(model, runbook);
  return words ? [paragraph(words.before), fence(words.command, 'sh'), paragraph(words.after)] : [];
}

function stepBlock(model: Model, { title, on, run, asks, expect, caution, undo, see, notRun }: RunbookStep, at: number): string {
  const where: Content = typeof on === 'string' ? on : ['on ', link(on.title, linkFromRunbook(on.subject))];
  return task(
    [String(at), '. ', title, ' (', where, ')'],
    ...(caution === undefined ? [] : [paragraph('Careful: ', caution)]),
    ...(run === undefined ? [] : [fence(run, 'sh')]),
    ...(asks === undefined ? [] : [paragraph('It waits for: ', asks)]),
    ...(expect === undefined ? [] : [paragraph(run === undefined ? '' : 'Expect: ', expect)]),
    ...(see && see.length > 0 ? [list(runbookLinks(model, see, besideThis))] : []),
    ...(undo === undefined ? [] : [paragraph('To undo: ', undo.text), ...(undo.run === undefined ? [] : [fence(undo.run, 'sh')])]),
    ...(notRun === undefined ? [] : [paragraph(`Not tried in CI: ${notRunWords(notRun)}. ${notRun.because}.`)]),
  );
}

const besideThis = (id: string): string => `${id}.md`;

/** Links to runbooks by their ids; `way` leads from the page to one of them. */
export function runbookLinks(model: Model, ids: readonly string[], way: (id: string) => string): readonly Content[] {
  return ids.flatMap((id) => {
    const runbook = findRunbook(runbooksOf(model), id);
    return runbook ? [link(runbook.title, way(id))] : [];
  });
}

/** The runbooks that are about a thing, for its page. */
export function runbooksAbout(model: Model, subject: SubjectId): string {
  const about = aboutSubject(runbooksOf(model), subject);
  return sectionList(
    'Runbooks',
    about.map(({ id, title, when }): Content => [link(title, runbookLink(subject, id)), '. ', when]),
  );
}
