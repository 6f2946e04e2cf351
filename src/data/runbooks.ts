import { kindsOf, kindWords, notRunWords } from '../../core/facts/runbooks/kind-words.ts';
import type { NotRun, Runbook, RunbookKind, RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { once } from '../../lib/once.ts';
import { commandDigest } from '../../proofs/record/command-digest.ts';
import type { BackupRun, RecoveryRun } from '../../proofs/record/record.ts';
import { model } from './lab.ts';
import { backupProof } from './proof.ts';

export { notRunWords };

/** What has happened, of one kind. */
export const wordsOf = (kind: RunbookKind): string => kindWords(model, kind);

/** What is known of one command, from the record of the proof and the runbook itself. */
export type CommandRun =
  /** Exactly this command was run; `earlier` with other generated files than today's. */
  | { readonly state: 'executed' | 'failed' | 'earlier'; readonly run: BackupRun; readonly takenAt: string }
  /** The step was run, with another command. */
  | { readonly state: 'changed' }
  | { readonly state: 'not-run'; readonly notRun: NotRun }
  | { readonly state: 'never' };

const proof = backupProof();
const runs = Map.groupBy(proof.record?.backup?.runs ?? [], ({ runbook }) => runbook);
const recoveries = new Map(proof.record?.backup?.recoveries.map((recovery) => [recovery.runbook, recovery]));

const runsOf = ({ id }: Runbook): readonly BackupRun[] => runs.get(id) ?? [];

/** undefined for what is no command. */
export function runOfStep(runbook: Runbook, step: RunbookStep): CommandRun | undefined {
  if (step.run === undefined) return undefined;
  const own = runsOf(runbook).filter(({ step: id }) => id === step.id);
  return seen(own, step.run) ?? (own.length > 0 ? { state: 'changed' } : unseen(step));
}

/** The same of the command that takes a step back, under whichever step of the runbook it was run. */
export function runOfUndo(runbook: Runbook, step: RunbookStep): CommandRun | undefined {
  const command = step.undo?.run;
  return command === undefined ? undefined : (seen(runsOf(runbook), command) ?? unseen(step));
}

function seen(among: readonly BackupRun[], command: string): CommandRun | undefined {
  const digest = commandDigest(command);
  const exact = among.filter((run) => run.command === digest);
  // Of several runs the one that failed counts.
  const run = exact.find(({ ok }) => !ok) ?? exact.at(-1);
  if (!run || !proof.record) return undefined;
  const { takenAt } = proof.record;
  return { state: run.ok ? (proof.state === 'earlier' ? 'earlier' : 'executed') : 'failed', run, takenAt };
}

const unseen = ({ notRun }: RunbookStep): CommandRun => (notRun ? { state: 'not-run', notRun } : { state: 'never' });

/** What is known of all commands of a runbook together. */
export interface RunbookRun {
  /** `executed`: every one. `part`: some. `changed`: only others. `none`: there is none, or each says why it was not run. */
  readonly state: 'executed' | 'earlier' | 'part' | 'failed' | 'changed' | 'never' | 'none';
  readonly executed: number;
  /** Those that say why they were not run. */
  readonly notRun: number;
  readonly commands: number;
  /** When, where anything was run. */
  readonly takenAt?: string;
}

/** The page of everything that a runbook is about shows this. */
export const runOfRunbook = once((runbook: Runbook): RunbookRun => {
  const all = runbook.steps.flatMap((step) => [runOfStep(runbook, step), runOfUndo(runbook, step)]).filter((run) => run !== undefined);
  const of = (state: CommandRun['state']) => all.filter((each) => each.state === state).length;
  const counted = { executed: of('executed') + of('earlier'), notRun: of('not-run'), commands: all.length };
  const takenAt = counted.executed + of('failed') > 0 && proof.record ? { takenAt: proof.record.takenAt } : {};
  return { state: stateOf(counted, of), ...counted, ...takenAt };
});

function stateOf(
  { executed, notRun, commands }: Pick<RunbookRun, 'executed' | 'notRun' | 'commands'>,
  of: (state: CommandRun['state']) => number,
): RunbookRun['state'] {
  if (of('failed') > 0) return 'failed';
  if (commands === notRun) return 'none';
  if (executed === 0) return of('changed') > 0 ? 'changed' : 'never';
  if (executed < commands) return 'part';
  return of('earlier') > 0 ? 'earlier' : 'executed';
}

/** How long a runbook took, where the proof measured it and ran every command of today's that it can. */
export function recoveryTime(runbook: Runbook): (RecoveryRun & { readonly breach: boolean }) | undefined {
  const recovery = recoveries.get(runbook.id);
  const { state, executed, notRun, commands } = runOfRunbook(runbook);
  if (!recovery || state === 'failed' || executed === 0 || executed + notRun < commands) return undefined;
  return { ...recovery, breach: runbook.rto !== undefined && recovery.seconds > runbook.rto };
}

/** All of them. */
export const runbooks: readonly Runbook[] = runbooksOf(model);

const byKind = Map.groupBy(runbooks, ({ kind }) => kind);

/** Runbooks by what has happened, in the order in which one would look. */
export const runbookGroups: readonly (readonly [kind: RunbookKind, runbooks: readonly Runbook[]])[] = kindsOf(model).flatMap(({ kind }) => {
  const own = byKind.get(kind);
  return own ? [[kind, own.toSorted((a, b) => a.title.localeCompare(b.title, 'en'))] as const] : [];
});

const byId = new Map(runbooks.map((runbook) => [runbook.id, runbook]));

/** Those to go on with; ids that lead nowhere are left out. */
export const nextOf = ({ next }: Runbook): readonly Runbook[] => next.flatMap((id) => byId.get(id) ?? []);

const bySubject = Map.groupBy(
  runbooks.flatMap((runbook) => runbook.subjects.map((subject) => ({ runbook, subject }))),
  ({ subject }) => subject,
);

/** Those about one thing. */
export const runbooksAbout = (subject: SubjectId): readonly Runbook[] => (bySubject.get(subject) ?? []).map(({ runbook }) => runbook);

const things = new Map<SubjectId, { readonly subject: SubjectId; readonly title: string }>(
  [...model.hosts, ...model.guests, ...model.services, ...model.targets, ...model.repositories, ...model.policies].map((thing) => [
    thing.subject,
    thing,
  ]),
);

/** What a runbook is about, where that has a page or a place on one. */
export const subjectsOf = ({ subjects }: Runbook) => subjects.flatMap((subject) => things.get(subject) ?? []);

export const runbookCount = runbooks.length;

/** Those that rebuild a dead host. */
export const rebuildsOf = (host: SubjectId): readonly Runbook[] => runbooksAbout(host).filter(({ kind }) => kind === 'rebuild-host');
