import type { SubjectId } from '../../core/model/node.ts';
import type { Played } from '../../testbed/system-proof.ts';
import type { ProofCheck } from '../record/record.ts';
import type { CastMachine } from './cast.ts';
import type { AutomationTestbed } from './testbed.ts';

/** A run of the proof: what it has found so far. */
export interface AutomationRun {
  readonly testbed: AutomationTestbed;
  readonly checks: ProofCheck[];
  readonly say: (what: string) => void;
  /** Of whole machines that were lost. */
  readonly recoveries: { runbook: string; ms: number; rtoSeconds?: number; bytes: number }[];
}

/** Keeps whether something is as it has to be: `problem` says what is not. */
export function check({ checks, say }: AutomationRun, subject: SubjectId, name: string, problem: string | undefined): boolean {
  checks.push({ subject, name, ok: problem === undefined, detail: problem?.slice(0, 800) ?? 'as it says' });
  if (problem !== undefined) say(`NOT SO: ${name}: ${problem}`);
  return problem === undefined;
}

/** What a finding about a machine is about; the router has no page. */
export const subjectOf = ({ subject }: Pick<CastMachine, 'subject'>): SubjectId => subject ?? 'lab:lab';

/** What a person has to bring before a machine can be deployed to as a whole, in the words that a run has to say. */
export const lacksOf = ({ deployments }: Pick<CastMachine, 'deployments'>): readonly string[] =>
  deployments.flatMap(({ programs = [] }) => programs.map(({ otherwise }) => otherwise));

/** What failed on a machine, beyond programs that it cannot have here, which have to be named; undefined when nothing did. */
export function unexpected(played: Played, machine: CastMachine): string | undefined {
  if (played.cut) return 'it did not end in time';
  const own = played.machines.get(machine.id);
  if (!own) return `nothing was done: ${played.said.slice(-400)}`;
  if (!own.reached) return 'it could not be reached';
  const lacks = lacksOf(machine);
  const failed = own.failed.filter((text) => !lacks.some((lack) => text.includes(lack)));
  if (failed.length > 0) return failed.join(' / ');
  const unsaid = lacks.filter((lack) => !own.failed.some((text) => text.includes(lack)));
  if (own.failed.length > 0 && unsaid.length > 0) return `it does not say: ${unsaid.join(' ')}`;
  return own.stopped && own.failed.length === 0 ? 'it stopped before the end and does not say why' : undefined;
}
