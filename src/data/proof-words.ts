import type { FileChange, ProofRecord, ProofState, ShownProof } from './proof.ts';

/** What is proven, and how. */
export type ProofId = 'ingress' | 'network' | 'backup';

const HOW = { ingress: 'with real requests', network: 'with packets', backup: 'with real losses and restores' } as const satisfies Record<
  ProofId,
  string
>;

/** What a proof would do, where there is none yet. */
export const PROOF_OFFER = {
  ingress:
    'The table below is what the inventory declares. A proof starts the generated files with the real programs and asks every hostname.',
  network:
    'What is below is what the inventory declares. A proof loads the generated rules into a kernel, with a network namespace for each zone, and sends packets from each to each.',
  backup:
    'What is below is what the inventory declares. A proof runs the generated jobs with the real backup tool on made-up data, loses them, and brings them back by the commands of the runbooks.',
} as const satisfies Record<ProofId, string>;

export const proofCommand = (id: ProofId): string => `npm run verify -- ${id}`;

/** The state of a whole proof in a sentence without a stop. */
export function proofSentence(id: ProofId, { state, record }: ShownProof): string {
  const failed = record?.checks.some(({ ok }) => !ok) ?? false;
  const words: Record<ProofState, string> = {
    proven: `Proven ${HOW[id]}`,
    failed: `Failed ${HOW[id]}`,
    earlier: failed ? 'Failed for an earlier configuration' : 'Proven for an earlier configuration',
    none: 'Not proven yet',
  };
  return words[state];
}

/** Files that a page names before the rest is a number. */
const MOST_NAMED = 5;

/** Those to name, and how many more there are. */
export function shownChanges(changes: readonly FileChange[]): { readonly shown: readonly FileChange[]; readonly rest: number } {
  return { shown: changes.slice(0, MOST_NAMED), rest: Math.max(0, changes.length - MOST_NAMED) };
}

const number = new Intl.NumberFormat('en-GB');

/** What was tried and found, in a sentence without a stop. */
export function proofCount({ checks, figures, backup }: ProofRecord): string {
  const total = checks.length;
  const failed = checks.filter(({ ok }) => !ok).length;
  const seen = figures
    ? `${number.format(figures.allowed)} packets came through and ${number.format(figures.denied)} were refused between ${number.format(figures.pairs)} pairs of zones`
    : backup
      ? `${number.format(backup.runs.length)} ${backup.runs.length === 1 ? 'command' : 'commands'} of runbooks executed`
      : '';
  if (failed > 0) return [seen, `${number.format(failed)} of ${number.format(total)} checks failed`].filter(Boolean).join('; ');
  if (figures) return `${seen}, all as declared`;
  return `${seen && `${seen}, `}${number.format(total)} ${total === 1 ? 'check' : 'checks'}, all as declared`;
}
