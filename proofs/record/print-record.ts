import type { ProofRecord } from './record.ts';

/** A record as JSON for Git: keys sorted, a line for each entry of a list, so that a diff shows what has changed and no more. */
export function printRecord(record: ProofRecord): string {
  return `${block(record, '')}\n`;
}

function block(value: object, indent: string): string {
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((each) => `${inner}${JSON.stringify(sorted(each))}`)
    : entriesOf(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${isBlock(each) ? block(each, inner) : JSON.stringify(each)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

const isBlock = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The entries of a list are flat. */
const sorted = (value: unknown): unknown => (isBlock(value) ? Object.fromEntries(entriesOf(value)) : value);

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
