import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { METRICS, onMachine } from '../../core/facts/backup/places.ts';
import { failureScript, failureService } from '../../formats/failure-notice.ts';
import { installScript } from '../../formats/install-script.ts';
import { backupTool } from './backup-tool.ts';
import { resticFolder } from './facts/places.ts';
import { backupScript } from './files/backup-script.ts';
import { installChecks } from './files/install-checks.ts';
import { jobLibrary } from './files/job-library.ts';
import { jobUnits, type NamedText, upkeepUnits } from './files/job-units.ts';
import { type MachinePlan, machinePlans } from './files/plan.ts';
import { environmentFile, excludesFile, filesFile, HEADER, repositoryScript } from './files/repository-files.ts';
import { FAILED } from './files/units.ts';
import { checkScript, pruneScript, restoreTestScript } from './files/upkeep-scripts.ts';

export default {
  id: 'restic',
  title: 'restic',
  plays: { backupTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const plan of machinePlans(model)) {
      const { machine, jobs, repositories } = plan;
      const about = [machine.subject, ...jobs.map(({ policy }) => policy.subject), ...repositories.map(({ subject }) => subject)];
      for (const [name, content] of filesOf(model, plan))
        yield {
          path: `${resticFolder(machine)}/${name}`,
          content,
          // job.sh is read by the others and never started.
          ...(name.endsWith('.sh') && name !== 'job.sh' ? { mode: 0o755 as const } : {}),
          about,
        };
    }
  },
  accept: [
    {
      tool: 'shellcheck',
      match: /^infra\/restic\/[^/]+\/[^/]+\.sh$/,
      argv: (path) => ['--external-sources', '--source-path=SCRIPTDIR', path],
    },
    { tool: 'systemd-unit', match: /^infra\/restic\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
    { tool: 'restic-lists', match: /^infra\/restic\/[^/]+\/[^/]+\.(env|files|excludes)$/, argv: (path) => [path] },
  ],
} as const satisfies System;

function* filesOf(model: Model, plan: MachinePlan): Iterable<NamedText> {
  const { machine, jobs, kept, repositories } = plan;
  for (const repository of repositories) {
    yield [`${repository.id}.env`, environmentFile(machine, repository)];
    yield [`${repository.id}.sh`, repositoryScript(machine, repository)];
  }
  for (const job of jobs) {
    yield [`${job.policy.id}.files`, filesFile(job)];
    yield [`${job.policy.id}.excludes`, excludesFile(job)];
    yield [`backup-${job.policy.id}.sh`, backupScript(model, job)];
  }
  for (const each of kept) {
    yield [`prune-${each.repository.id}.sh`, pruneScript(each)];
    yield [`check-${each.repository.id}.sh`, checkScript(each)];
    yield [`restore-test-${each.repository.id}.sh`, restoreTestScript(each)];
  }
  yield ['job.sh', jobLibrary(machine)];
  yield ['failed.sh', failureScript(machine.id, model.lab.notify, HEADER, ` The runbook backup-failed-${machine.id} goes on from there.`)];
  const units = [
    ...jobs.flatMap((job) => jobUnits(model, job)),
    ...kept.flatMap((each) => upkeepUnits(model, machine, each)),
    [FAILED, failureService(HEADER, onMachine(machine, `${resticFolder(machine)}/failed.sh`))] as const,
  ];
  yield* units;
  yield [
    'install.sh',
    installScript(
      `the jobs of restic on ${machine.id}`,
      units.map(([name]) => name),
      PREFIXES,
      [METRICS],
      installChecks(model, plan),
    ),
  ];
}

/** How the names of all units of this generator begin. */
const PREFIXES = ['backup', 'start-again', 'prune', 'check', 'restore-test'].map((job) => `rackbook-${job}-`);
