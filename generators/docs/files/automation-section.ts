import type { Model } from '../../../core/contract.ts';
import { type MachineWork, workedMachinesOf } from '../../../core/facts/automation/machine-work.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { type Content, paragraph } from '../../../formats/markdown.ts';
import { codes, section, sectionTable } from './page.ts';

/** What playbooks do on a machine; nothing for a lab that uses none. */
export function automationSection(model: Model, { id }: Host | Guest): string {
  const worked = workedMachinesOf(model).get(id);
  if (!worked) return '';
  if (worked.leftAlone !== undefined) return section('What playbooks do here', paragraph(`They leave it alone: ${worked.leftAlone}.`));
  return sectionTable('What playbooks do here', ['In this order', 'Done', 'By hand'], worked.work.flatMap(rows));
}

/** A row for each kind of thing that is done, so that two people who each add one do not change the same line. */
function rows({ title, details, byHand, notes }: MachineWork): readonly (readonly Content[])[] {
  const first = details.slice(0, 1);
  return [
    [title, first.length > 0 ? done(first[0]) : notes.join(' '), byHand.join(' ')],
    ...details.slice(1).map((detail): readonly Content[] => ['', done(detail), '']),
  ];
}

const done = (detail: MachineWork['details'][number] | undefined): Content =>
  detail === undefined ? '' : [detail.label, ': ', codes(detail.values)];
