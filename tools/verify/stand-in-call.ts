/**
 * One call of a program that a stand-in plays, see `script-sandbox.ts`. It accepts what a schema accepts, and records what it receives in a file.
 * What it refuses is noted there too, since a script may ignore it.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import type { ZodType } from 'zod';

/** Names the file that holds the state of a stand-in. */
export const STATE_VARIABLE = 'STAND_IN_STATE';

export type TableEntry = Record<string, string>;

/** What a stand-in received, by table and id. */
export type Tables<Table extends string> = { [table in Table]: Record<string, TableEntry> };

export interface StandInState<Table extends string> {
  readonly tables: Tables<Table>;
  /** Calls that were refused, each with its reason. */
  readonly refused: string[];
  /** Folder that plays `/etc`. */
  readonly etc: string;
}

export interface Call<Table extends string> {
  readonly program: string;
  readonly words: readonly string[];
  readonly state: StandInState<Table>;
}

/** The call that this process was started for. */
export function readCall<Table extends string>(): Call<Table> {
  const [program = '', ...words] = process.argv.slice(2);
  return { program, words, state: JSON.parse(readFileSync(stateFile(), 'utf8')) as StandInState<Table> };
}

/** Keeps what the call has changed. */
export function save({ state }: Call<string>): void {
  writeFileSync(stateFile(), `${JSON.stringify(state, null, 2)}\n`);
}

/** The call is not as it should be, whatever the script makes of that. */
export function refuse(call: Call<string>, why: string): never {
  call.state.refused.push(`${call.program} ${call.words.join(' ')}: ${why}`);
  save(call);
  return end(`${why}\n`, 255);
}

/** An answer that a script may ask for. */
export function absent(what: string): never {
  return end(`${what} does not exist\n`, 2);
}

function end(said: string, code: number): never {
  process.stderr.write(said);
  process.exit(code);
}

export function answer(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data)}\n`);
}

/** Options of the form `--key value`. One that may be there more often, `--delete`, is a list. */
export function optionsOf(call: Call<string>, args: readonly string[]): { options: TableEntry; deleted: string[] } {
  const options: TableEntry = {};
  const deleted: string[] = [];
  for (let at = 0; at < args.length; at += 2) {
    const key = args[at] ?? '';
    const value = args[at + 1];
    if (!key.startsWith('--') || value === undefined) refuse(call, `${key} is no option with a value`);
    if (key === '--delete') deleted.push(value);
    else if (key.slice(2) in options) refuse(call, `${key} is there twice`);
    else options[key.slice(2)] = value;
  }
  return { options, deleted };
}

/** Refuses options other than `--output-format`. */
export function checkFormat(call: Call<string>, args: readonly string[]): void {
  const { options } = optionsOf(call, args);
  const isKnown = ['json', 'json-pretty', 'text', undefined].includes(options['output-format']);
  if (Object.keys(options).some((key) => key !== 'output-format') || !isKnown) refuse(call, 'asks with options that it does not have');
}

/** The value, if the schema takes it. */
export function checked(call: Call<string>, schema: ZodType, value: TableEntry): TableEntry {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (issue) refuse(call, `${issue.path.join('.')}: ${issue.message}`);
  return value;
}

export function create<Table extends string>(call: Call<Table>, table: Table, id: string, entry: TableEntry): void {
  const entries: Record<string, TableEntry> = call.state.tables[table];
  if (id in entries) refuse(call, `${id} is there already`);
  entries[id] = entry;
}

export function update<Table extends string>(call: Call<Table>, table: Table, id: string, entry: TableEntry): void {
  const entries: Record<string, TableEntry> = call.state.tables[table];
  const before = entries[id];
  if (!before) refuse(call, `there is no ${id}`);
  entries[id] = { ...before, ...entry };
}

const stateFile = (): string => process.env[STATE_VARIABLE] ?? '';
