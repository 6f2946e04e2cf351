import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { type UsedAutomation, usedAutomation } from '../../../core/facts/automation/automatic.ts';
import { workedMachinesOf } from '../../../core/facts/automation/machine-work.ts';
import type { Playbook } from '../../../core/facts/automation/playbook.ts';
import { playbooksOf } from '../../../core/facts/automation/playbooks.ts';
import { byHandIn, exampleCommand, startLines } from '../../../core/facts/automation/start-here.ts';
import { runbooksOf } from '../../../core/facts/runbooks/runbooks.ts';
import { type Content, code, document, fence, heading, link, list, paragraph, table } from '../../../formats/markdown.ts';
import { AUTOMATION, docLink, ROOT, runbookLink } from './doc-path.ts';
import { section, sectionList } from './page.ts';

/** How the lab is built, and what each playbook does; undefined for a lab that uses none. */
export function automationPage(model: Model): GeneratedFile | undefined {
  const automation = usedAutomation(model);
  if (!automation) return undefined;
  const worked = [...workedMachinesOf(model).values()];
  return {
    path: `${ROOT}/${AUTOMATION}`,
    content: document(
      heading(1, 'Automation'),
      paragraph(
        `How this lab is built and kept by ${automation.title}. All of it can be run again at any time: what is as declared is left as it is.`,
      ),
      section(
        'What is typed',
        document(
          ...startLines(model, automation).flatMap(({ title, command, what }) => [
            heading(3, title),
            paragraph(what),
            fence(command, 'sh'),
          ]),
        ),
      ),
      section('How a machine is built', order(model, automation)),
      section('Playbooks', document(...playbooksOf(model).map((playbook) => playbookBlock(model, automation, playbook)))),
      sectionList('What only a person does', byHandIn(model)),
      sectionList(
        'Left alone',
        worked.flatMap(({ machine, leftAlone }) => (leftAlone === undefined ? [] : [`${machine.title}: ${leftAlone}.`])),
      ),
    ),
    about: [model.lab.subject],
  };
}

function order(model: Model, { order: steps }: UsedAutomation): string {
  const worked = [...workedMachinesOf(model).values()];
  return table(
    ['Step', 'What it does', 'Where'],
    steps.map(({ title, what }): Content[] => [
      title,
      what,
      worked
        .filter(({ work }) => work.some(({ step }) => step === title))
        .flatMap(({ machine }, at): Content[] => [
          at > 0 ? ', ' : '',
          machine.subject ? link(machine.title, docLink(model.lab.subject, machine.subject)) : machine.title,
        ]),
    ]),
  );
}

function playbookBlock(model: Model, automation: UsedAutomation, playbook: Playbook): string {
  const { id, title, what, never, parameters } = playbook;
  const byHand = runbooksOf(model).filter(({ automatic }) => automatic?.playbook === id);
  return document(
    heading(3, title),
    paragraph(what, '.'),
    fence(exampleCommand(model, automation, playbook), 'sh'),
    ...(parameters.length > 0
      ? [
          list(
            parameters.map(
              ({ name, what: means, required }): Content => [code(name), required ? '' : ' (may be left out)', ': ', means, '.'],
            ),
          ),
        ]
      : []),
    list(never.map((words) => `It never ${words}.`)),
    ...(byHand.length > 0
      ? [
          paragraph(
            'The same by hand: ',
            ...byHand.flatMap((runbook, at): Content[] => [
              at > 0 ? ', ' : '',
              link(runbook.title, runbookLink(model.lab.subject, runbook.id)),
            ]),
            '.',
          ),
        ]
      : []),
  );
}
