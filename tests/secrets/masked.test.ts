/** Where text of the inventory, or of a file that was changed by hand, is shown, the secrets of the corpus are not. */

import { expect, it } from 'vitest';
import { unifiedDiff } from '../../core/report/diff.ts';
import { printDiagnostics } from '../../core/report/print-diagnostics.ts';
import { readCorpus, type Sample } from './corpus.ts';

/** Those with a part that can be recognised when it is shown; of one that is missed nothing can be hidden. */
const SAMPLES = ['held-out.positive', 'tuning.positive', 'unseen.positive', 'places.positive', 'places-after.positive']
  .flatMap(readCorpus)
  .filter(({ text, parts }) => parts.some((part) => part.length >= 20) && !/^(PASETO|CADDY_CF)/.test(text))
  // What a page has is not shown again, and what only the name of a file tells is not known from a line of it.
  .filter(({ group, place }) => place !== 'page' && group !== 'single' && group !== 'csv');

/** The line of a file in which it stands. */
function lineOf({ place, text }: Sample): string {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (place === 'env' || place === 'label' || place === 'named') return `      ${name}: ${value}`;
  if (place === 'list') return `      - ${text}`;
  if (place === 'comment') return `      # ${text}`;
  return ['command', 'words', 'notes', 'title'].includes(place) ? `      ${place}: ${text}` : text;
}

const shownOf = ({ parts }: Sample, shown: string) => parts.filter((part) => part.length >= 20 && shown.includes(part.slice(0, 20)));

it('has enough of them', () => expect(SAMPLES.length).toBeGreaterThan(130));

it('in the frame around the mistake of another line', () => {
  const file = 'inventory/services/app.yaml';
  const bare = SAMPLES.filter((sample) => {
    const text = `title: App\n${lineOf(sample)}\nruns-om: box\n`;
    const line = text.split('\n').length - 1;
    const at = { file, line, col: 1, endLine: line, endCol: 8 };
    const shown = printDiagnostics([{ code: 'unknown-key', severity: 'error', message: 'No.', at }], { sources: new Map([[file, text]]) });
    return shownOf(sample, shown).length > 0;
  });
  expect(bare.map(({ at, place }) => `${at} ${place}`)).toEqual([]);
});

it('in the difference of a file', () => {
  const bare = SAMPLES.filter((sample) => {
    const text = `a: 1\n${lineOf(sample)}\nb: 2\n`;
    const shown = unifiedDiff('infra/x', 'a: 1\nb: 3\n', text) + unifiedDiff('infra/x', text, 'a: 2\n');
    return shownOf(sample, shown).length > 0;
  });
  expect(bare.map(({ at, place }) => `${at} ${place}`)).toEqual([]);
});

it('a value whose name stands elsewhere', () => {
  const value = SAMPLES.flatMap(({ parts }) => parts).find(
    (part) => /^[A-Za-z0-9]{30,}$/.test(part) && /\d/.test(part) && /[A-Z]/.test(part),
  );
  const text = `command:\n  - --token\n  - '${value}'\n`;
  expect(value).toBeDefined();
  expect(unifiedDiff('infra/x', '', text.split('\n').slice(2).join('\n'))).not.toContain(value);
});
