/** The text of runbooks as people read it: what the proof runs has to be there, letter by letter. */

import type { Runbook } from '../../core/facts/runbooks/runbook.ts';
import type { RecordedFiles } from '../files/recorded-files.ts';
import { isRun } from './run-runbook.ts';

/** Steps with a command, forward or back, that is run but is not on the page of its runbook as typed. */
export function missingOnPage(files: RecordedFiles, runbook: Runbook): readonly string[] {
  const commands = runbook.steps
    .filter(isRun)
    .flatMap(({ id, run, undo }) => [run, undo?.run].flatMap((text) => (text ? [{ id, text }] : [])));
  if (commands.length === 0) return [];
  const [page] = files.all(`src/content/lab/runbooks/${runbook.id}.md`);
  const blocks = page ? codeBlocks(page.content) : new Set<string>();
  return commands.filter(({ text }) => !blocks.has(flush(text))).map(({ id }) => id);
}

/** Fenced blocks of a page, without the indentation that a list gives them. */
function codeBlocks(page: string): ReadonlySet<string> {
  const blocks = [...page.matchAll(/^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n[ \t]*\1[ \t]*$/gm)];
  return new Set(blocks.map(([, , text = '']) => flush(text)));
}

const flush = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimStart())
    .join('\n');
