import type { Change, Plan } from '../plan/change.ts';
import { count, inert, pad } from './terminal.ts';

const COLUMNS = ['created', 'updated', 'deleted', 'kept', 'hand-edited', 'in the way', 'warnings'] as const;
type Column = (typeof COLUMNS)[number];
type Row = Record<Column, number>;

export interface PlanTableOptions {
  /** Warnings by generator id. */
  readonly warnings?: ReadonlyMap<string, number>;
  /** Of the whole run, in milliseconds. */
  readonly durationMs?: number;
}

/** What a plan does, a row for each generator and a total; the columns that are empty for all are left out, but for four. */
export function planTable(plan: Plan, options: PlanTableOptions = {}): string {
  const rows = new Map<string, Row>();
  const rowOf = (id: string): Row => {
    const row = rows.get(id) ?? emptyRow();
    rows.set(id, row);
    return row;
  };
  for (const change of plan.changes) rowOf(change.generator)[columnOf(change)]++;
  for (const [id, warnings] of options.warnings ?? []) rowOf(id).warnings += warnings;

  const total = emptyRow();
  for (const row of rows.values()) for (const column of COLUMNS) total[column] += row[column];
  const shown = COLUMNS.filter((column, i) => i < 4 || total[column] > 0);
  const lines = [
    ['generator', ...shown],
    ...[...rows.keys()].sort().map((id) => [inert(id), ...shown.map((column) => String(rows.get(id)![column] || '·'))]),
    ['total', ...shown.map((column) => String(total[column]))],
  ];
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const text = lines.map((line) =>
    line
      .map((cell, i) => pad(cell, widths[i]!, i === 0 ? 'right' : 'left'))
      .join('  ')
      .trimEnd(),
  );
  return `${text.join('\n')}\n${sumUp(plan, options.durationMs)}\n`;
}

function columnOf(change: Change): Column {
  switch (change.kind) {
    case 'create':
      return 'created';
    case 'update':
      return 'updated';
    case 'delete':
      return 'deleted';
    case 'keep':
      return 'kept';
    case 'hand-edited':
      return 'hand-edited';
    case 'foreign':
    case 'unsafe':
      return 'in the way';
    default:
      return unreachable(change);
  }
}

function sumUp(plan: Plan, durationMs: number | undefined): string {
  const released = plan.changes.filter((change) => change.kind === 'keep' && change.because === 'released').length;
  const deleted = plan.changes.filter(({ kind }) => kind === 'delete').length;
  const parts = [count(plan.changes.length - deleted, 'file')];
  if (released > 0) parts.push(`${released} kept, released`);
  if (durationMs !== undefined) parts.push(durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`);
  return parts.join(', ');
}

function emptyRow(): Row {
  return Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Row;
}

function unreachable(value: never): never {
  throw new Error(`Unknown change ${JSON.stringify(value)}.`);
}
