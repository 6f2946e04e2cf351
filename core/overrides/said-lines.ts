import type { SourceFile } from '../parse/source-file.ts';
import type { Addition } from './addition.ts';

const BLANK = /^[ \t]*$/;
/** Of every format that takes additions. */
const COMMENT = /^[ \t]*#/;

/** A line of an override that says something, and its number from 1. */
export interface SaidLine {
  readonly line: string;
  readonly number: number;
}

/** The lines of a text override, without what ends them. */
export const linesOf = ({ text }: SourceFile): readonly string[] => text.split(/\r?\n/);

/** The lines of a text override that are no comments in its format. */
export function saidLines(override: SourceFile, { comment = COMMENT }: Pick<Addition, 'comment'> = {}): readonly SaidLine[] {
  return linesOf(override).flatMap((line, index) => (BLANK.test(line) || comment.test(line) ? [] : [{ line, number: index + 1 }]));
}
