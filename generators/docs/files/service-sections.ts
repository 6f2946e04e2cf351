import { hardeningOf } from '../../../core/compose/hardening/hardening.ts';
import type { Stack } from '../../../core/compose/stacks.ts';
import type { ExposedWay } from '../../../core/facts/exposure.ts';
import type { Guide } from '../../../core/facts/guide.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { type Content, code, document, fence, heading, link, paragraph } from '../../../formats/markdown.ts';
import { docLink } from './doc-path.ts';
import { asked, passed } from './exposure-page.ts';
import { sectionTable } from './page.ts';

const FROM = { lan: 'home', tunnel: 'the internet' } as const;

export function reached(ways: readonly ExposedWay[]): string {
  return sectionTable(
    'How it is reached',
    ['Hostname', 'From', 'Asks who you are', 'Passes, from outside inwards'],
    ways.map((way) => [code(way.route.exposure.hostname), FROM[way.audience], asked(way), passed(way)]),
  );
}

/** What is planned has hostnames, but nothing leads to them yet. */
export function toBeReached({ expose }: Service): string {
  return sectionTable(
    'How it will be reached',
    ['Hostname', 'From'],
    expose.map(({ hostname, to }) => [code(hostname), to.map((audience) => FROM[audience]).join(' and ')]),
  );
}

export function hardening(stack: Stack): string {
  return sectionTable(
    'What protects the machine from it',
    ['Container', 'Measure', 'In place', 'How'],
    hardeningOf(stack).flatMap(({ container, rows }) =>
      rows.map(({ measure, state, detail }): Content[] => [container, measure, state, detail]),
    ),
  );
}

/** One section of a page: the text, then each step with its command and what to expect of it. */
export function guide({ subject, title, text, steps }: Guide): string {
  return document(
    heading(2, title),
    ...text.map((one) => paragraph(one)),
    ...steps.map(({ title, on, run, expect }) =>
      document(
        heading(3, title),
        paragraph('On ', link(on.title, docLink(subject, on.subject)), ' run'),
        fence(run, 'sh'),
        expect === '' ? '' : paragraph(expect),
      ),
    ),
  );
}
