import type { Model } from '../../../core/contract.ts';
import { metricsFolder } from '../../../core/facts/backup/metrics-folder.ts';
import { passwordFile } from '../../../core/facts/backup/places.ts';
import { reportingPrograms } from '../../../core/files/failure-files.ts';
import { installFiles } from '../../../core/files/install-files.ts';
import type { NamedFile } from '../../../core/files/named-file.ts';
import { freezingOf } from './frozen-sources.ts';
import type { MachinePlan } from './plan.ts';

/** How the names of all units of restic begin. */
const PREFIXES = ['backup', 'start-again', 'prune', 'check', 'restore-test'].map((job) => `rackbook-${job}-`);

/** Programs that its jobs call beside restic, each with its package in Debian. */
export function programsOf(model: Model, { jobs }: MachinePlan): Readonly<Record<string, string>> {
  const freezing = new Set(jobs.flatMap(({ frozen }) => frozen.map((source) => freezingOf(model, source))));
  return {
    flock: 'util-linux',
    ...Object.fromEntries([...freezing].map(({ program }) => program).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...reportingPrograms(model.lab),
  };
}

/** What puts the units in place, with all that has to be there first. */
export function installPlan(model: Model, plan: MachinePlan, units: readonly string[]): readonly NamedFile[] {
  const { machine, repositories } = plan;
  const passwords = [...new Set(repositories.flatMap((repository) => passwordFile(machine, repository) ?? []))];
  return installFiles({
    what: `the jobs of restic on ${machine.id}`,
    units,
    prefixes: PREFIXES,
    folders: [[metricsFolder(model)]],
    programs: programsOf(model, plan),
    lists: { password: passwords.map((path) => [path]) },
  });
}
