import type { Collection, Collector, CollectorIo, Model, SourceReport } from '../../core/contract.ts';
import type { SubjectId } from '../../core/model/node.ts';
import type { Ledger } from '../../core/plan/ledger.ts';
import { EMPTY_LEDGER } from '../../core/plan/ledger.ts';
import checkKinds from './check-kinds.ts';
import { compare } from './deployed/compare.ts';
import { declaredOn, deployedMachines } from './deployed/declared.ts';
import { readRecord } from './deployed/record.ts';
import type { ManagedMachine } from './facts/managed.ts';

const NOTHING: Collection = { sources: [], observations: [], drift: [] };

/** Reads what playbooks have written down of each machine, in the lab's repository, and compares it with the files of today. */
export default {
  id: 'ansible',
  title: 'Ansible',
  deadlineMs: 10_000,
  checks: checkKinds,
  async collect(model: Model, io: CollectorIo): Promise<Collection> {
    const { repository } = io;
    const machines = deployedMachines(model);
    if (machines.length === 0 || repository === undefined) return NOTHING;
    const ledger = repository.ledger();
    const all = machines.map(({ machine, subject }) => ofMachine(model, machine, subject, ledger, io, repository));
    return {
      sources: all.flatMap(({ sources }) => sources),
      observations: all.flatMap(({ observations }) => observations),
      drift: all.flatMap(({ drift }) => drift),
    };
  },
} satisfies Collector;

function ofMachine(
  model: Model,
  machine: ManagedMachine,
  subject: SubjectId,
  ledger: Ledger | undefined,
  io: CollectorIo,
  repository: NonNullable<CollectorIo['repository']>,
): Collection {
  const started = performance.now();
  const source = `deployed:${machine.id}`;
  const record = readRecord(repository, machine.id);
  const error =
    record.kind === 'refused' ? record.why : ledger === undefined ? 'The ledger of the generated files cannot be read.' : undefined;
  const seen = compare({
    subject,
    machine: machine.subject === undefined ? machine.id : '',
    declared: declaredOn(model, machine, ledger ?? EMPTY_LEDGER),
    deployed: record.kind === 'read' ? record.deployed : new Map(),
    source,
    observedAt: io.now().toISOString(),
  });
  const report: SourceReport = {
    id: source,
    title: `Record of what was deployed to ${machine.title}`,
    ok: error === undefined,
    ...(error === undefined ? {} : { error }),
    durationMs: Math.round(performance.now() - started),
  };
  // A record that is no record tells nothing, not even that nothing was deployed.
  return record.kind === 'refused' ? { ...NOTHING, sources: [report] } : { ...seen, sources: [report] };
}
