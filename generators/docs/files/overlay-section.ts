import type { Kept } from '../../../core/compose/difference.ts';
import { differenceGroups, offersOf } from '../../../core/compose/overlay-report.ts';
import type { Stack } from '../../../core/compose/stacks.ts';
import { type Content, code, document } from '../../../formats/markdown.ts';
import { codes, sectionList, sectionTable } from './page.ts';

/** What the lab adds to the project of a service, what it leaves alone, and what more could be had. */
export function overlay(stack: Stack): string {
  return document(
    sectionTable(
      'What the lab adds to the project',
      ['Container', 'Key', 'What of it', 'Why', 'To undo it'],
      differenceGroups(stack).map(({ container, key, change, parts, because, undo }): Content[] => [
        container ?? '',
        change === 'added' ? code(key) : [code(key), ` ${change}`],
        parts.length > 4 ? `${parts.length} of them` : codes(parts),
        because,
        undo ?? 'it would not work without',
      ]),
    ),
    sectionList(
      'Where the project decides otherwise than the lab',
      stack.kept.map((kept): Content => [code(placeOf(kept)), ` is not `, code(kept.lab), `. ${kept.because}`]),
    ),
    sectionTable(
      'What more could be had',
      ['Container', 'Line to add to it', 'When'],
      offersOf(stack).map(({ container, line, when }): Content[] => [container, code(line), when]),
    ),
  );
}

function placeOf({ container, path }: Kept): string {
  return [container, ...path].filter((part) => part !== undefined).join('.');
}
