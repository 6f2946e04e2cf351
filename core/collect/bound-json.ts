import type { AnswerBudget } from '../contract.ts';
import { spend } from './answer-budget.ts';
import { coded } from './error-words.ts';

/** How deep lists and objects may lie in each other. No source needs a third of it. */
const DEPTH_LIMIT = 32;
/** Values of one answer. Each takes up to a hundred bytes of memory, however short it is written. */
const VALUES_LIMIT = 250_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Refuses JSON that is small to write and large to hold, before it is parsed. Bytes in UTF-8; what is no JSON passes. */
export function boundJson(bytes: Uint8Array, budget: AnswerBudget): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      values += 1;
      if (depth > DEPTH_LIMIT) throw coded('ERR_TOO_DEEP');
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
    else if (byte === COMMA) values += 1;
    if (values > VALUES_LIMIT) throw coded('ERR_TOO_MANY_VALUES');
  }
  spend(budget, 'values', values);
}

/** Where a text that begins at `at` has its closing quotation mark; the end of the bytes without one. */
function endOfText(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return end;
}
