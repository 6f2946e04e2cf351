import type { SourceFile } from '../../parse/source-file.ts';
import { type Reading, startOf } from './reading.ts';

/** Says that a file which the project is put together from has no text that could be read. */
export function reportUnreadable({ path, unreadable }: SourceFile, { report }: Reading): void {
  report('file-unreadable', startOf(path, 1), `${path} was not read, and the project needs it: ${unreadable}.`, {
    hint: 'Save it as UTF-8 text in a file of its own, not as a link.',
  });
}
