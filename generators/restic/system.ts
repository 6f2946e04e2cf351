import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { onMachine } from '../../core/facts/backup/places.ts';
import { failureFiles } from '../../core/files/failure-files.ts';
import { inFolder, library, type NamedFile, script, textFile } from '../../core/files/named-file.ts';
import type { RuntimePath } from '../../core/files/runtime-path.ts';
import { unitAddition } from '../../core/overrides/unit-addition.ts';
import { backupTool } from './backup-tool.ts';
import { resticFolder } from './facts/places.ts';
import { excludesFile, filesFile } from './files/copied-lists.ts';
import { freezingOf } from './files/frozen-sources.ts';
import { installPlan } from './files/install.ts';
import { unitsOf } from './files/job-units.ts';
import { type MachinePlan, machinePlans } from './files/plan.ts';
import { backupSettings, checkSettings, jobSettings, pruneSettings, repositorySettings, restoreTestSettings } from './files/settings.ts';
import { FAILED } from './files/units.ts';

const runtime = (name: string): RuntimePath => `generators/restic/runtime/${name}`;

export default {
  id: 'restic',
  title: 'restic',
  plays: { backupTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const plan of machinePlans(model)) {
      const { machine, jobs, repositories } = plan;
      const about = [machine.subject, ...jobs.map(({ policy }) => policy.subject), ...repositories.map(({ subject }) => subject)];
      yield* inFolder(resticFolder(machine), about, filesOf(model, plan));
    }
  },
  accept: [
    {
      tool: 'shellcheck',
      match: /^infra\/restic\/[^/]+\/[^/]+\.(sh|settings)$/,
      argv: (path) => ['--external-sources', '--source-path=SCRIPTDIR', path],
    },
    { tool: 'systemd-unit', match: /^infra\/restic\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
    { tool: 'restic-lists', match: /^infra\/restic\/[^/]+\/[^/]+\.(env|files|excludes)$/, argv: (path) => [path] },
  ],
  additions: [unitAddition(/^infra\/restic\/[^/]+\/[^/]+\.(service|timer)$/)],
} as const satisfies System;

function* filesOf(model: Model, plan: MachinePlan): Iterable<NamedFile> {
  const { machine, jobs, kept, repositories } = plan;
  for (const repository of repositories) {
    yield textFile(`${repository.id}.env`, repositorySettings(machine, repository));
    yield script(`${repository.id}.sh`, runtime('restic.sh'));
  }
  for (const job of jobs) {
    yield textFile(`${job.policy.id}.files`, filesFile(job));
    yield textFile(`${job.policy.id}.excludes`, excludesFile(job));
    yield* configured(`backup-${job.policy.id}`, runtime('backup.sh'), backupSettings(model, job));
  }
  for (const each of kept) {
    const { id } = each.repository;
    yield* configured(`prune-${id}`, runtime('prune.sh'), pruneSettings(each));
    yield* configured(`check-${id}`, runtime('check.sh'), checkSettings(each));
    yield* configured(`restore-test-${id}`, runtime('restore-test.sh'), restoreTestSettings(each));
  }
  yield* configured('job', runtime('job.sh'), jobSettings(model, machine), library);
  yield library('job-metrics.sh', 'core/runtime/job-metrics.sh');
  if (jobs.length > 0) yield library('freeze.sh', runtime('freeze.sh'));
  const frozen = new Map(jobs.flatMap((job) => job.frozen.map((source) => [source.tool, freezingOf(model, source)] as const)));
  for (const [tool, { functions }] of frozen) yield library(`freeze-${tool}.sh`, functions);
  if (kept.length > 0) yield library('upkeep.sh', runtime('upkeep.sh'));
  const units = unitsOf(model, plan);
  for (const [name, content] of units) yield textFile(name, content);
  yield* failureFiles({
    machine: machine.id,
    folder: onMachine(machine, resticFolder(machine)),
    unit: FAILED,
    notify: model.lab.notify,
    advice: `The runbook backup-failed-${machine.id} goes on from there.`,
  });
  yield library('install-check.sh', runtime('install-check.sh'));
  yield* installPlan(model, plan, [...units.map(([name]) => name), FAILED]);
}

/** A runtime file with the settings of its name. */
function configured(name: string, copyOf: RuntimePath, settings: string, as = script): readonly NamedFile[] {
  return [as(`${name}.sh`, copyOf), textFile(`${name}.settings`, settings)];
}
