import { type LabAccess, labEnvironment } from './lab-access.ts';
import type { Job, Pipeline, Start, Step } from './pipeline.ts';
import type { Playbook, PlaybookId, PlaybookParameter } from './playbook.ts';

/** What a lab says of its pipelines, and what its Git host can do. */
export interface PipelineOptions extends LabAccess {
  /** Folder with the scripts that jobs call, relative to the repository. */
  readonly folder: string;
  /**
   * Who agrees to a deploy. `guard`: whoever the Git host asks before the job starts. `review`: whoever approved the pull request. `hand`:
   * nothing is deployed until a person starts it.
   */
  readonly approval: 'guard' | 'review' | 'hand';
  /** Five fields of cron in UTC; without them a person starts it. */
  readonly drift?: string | undefined;
  readonly update?: string | undefined;
}

/** Where a playbook leaves its report. */
const REPORT = '$RUNNER_TEMP/report';
const OF_RUN = { RUN: { of: 'run' }, COMMIT: { of: 'commit' }, TOKEN: { of: 'token' }, SELF: { of: 'self' } } as const;
const NEWEST = 'newest';

/** All pipelines of a lab. `playbooks` are those of `playbooksOf`. */
export function pipelines(playbooks: readonly Playbook[], options: PipelineOptions): readonly Pipeline[] {
  const asks = (id: PlaybookId): Start => ({ on: 'hand', asks: askable(playbooks, id) });
  const at = (cron: string | undefined): readonly Start[] => (cron === undefined ? [] : [{ on: 'schedule', cron }]);
  const onMerge: readonly Start[] = options.approval === 'hand' ? [] : [{ on: 'merge' }];
  return [
    { id: 'check', title: 'Check', starts: [{ on: 'request' }, { on: 'merge' }], turn: 'branch', jobs: [inventoryJob(), filesJob()] },
    { id: 'plan', title: 'Plan', starts: [{ on: 'request' }], turn: 'request', jobs: [planJob(options), commentJob(options)] },
    {
      id: 'deploy',
      title: 'Deploy',
      starts: [...onMerge, asks('deploy')],
      turn: 'lab',
      jobs: [...(options.approval === 'guard' ? [guardedJob(options, 'deploy')] : []), deployJob(playbooks, options)],
    },
    {
      id: 'drift',
      title: 'Drift',
      starts: [...at(options.drift), { on: 'hand', asks: [] }],
      turn: 'lab',
      jobs: [driftJob(options), issueJob(options)],
    },
    {
      id: 'update',
      title: 'Update',
      starts: [...at(options.update), asks('update')],
      turn: 'lab',
      jobs: [...(options.approval === 'guard' ? [guardedJob(options, 'update')] : []), updateJob(playbooks, options)],
    },
  ];
}

/** What a person can choose from a list. */
function askable(playbooks: readonly Playbook[], id: PlaybookId): readonly PlaybookParameter[] {
  const playbook = playbooks.find((each) => each.id === id);
  return (playbook?.parameters ?? []).filter(({ values }) => values !== undefined && values.length > 0);
}

function inventoryJob(): Job {
  return {
    id: 'inventory',
    title: 'The inventory and what is made of it',
    where: 'anywhere',
    minutes: 20,
    steps: [
      INSTALL,
      {
        title: 'The generated files are those of the inventory',
        run: [
          'if ! npm run --silent gen -- --check; then',
          "  echo 'The inventory has changed and the generated files have not, or a file was edited by hand.'",
          "  echo 'Run npm run gen in this branch, and commit what it writes.'",
          '  exit 1',
          'fi',
          '',
        ].join('\n'),
      },
      { title: 'The lab holds together', run: 'npm test -- tests/repository-lab.test.ts' },
      { title: 'The site has no secret in it', run: 'npm run --silent build' },
    ],
  };
}

function filesJob(): Job {
  return {
    id: 'files',
    title: 'Every generated file is taken by its program',
    where: 'anywhere',
    minutes: 90,
    steps: [
      INSTALL,
      { title: 'Install the programs', run: 'npm run --silent tools' },
      { title: 'Give them the files', run: 'npm run --silent verify' },
    ],
  };
}

function planJob(options: PipelineOptions): Job {
  return {
    id: 'plan',
    title: 'What a deploy would change',
    where: 'lab',
    guard: 'plan',
    only: 'requests of own branches',
    gives: { report: 'keep' },
    minutes: 60,
    steps: [prepare(options), look(options), keep(options)],
  };
}

function commentJob({ folder }: PipelineOptions): Job {
  return {
    id: 'comment',
    title: 'The plan as a comment',
    where: 'anywhere',
    may: 'comment',
    only: 'requests of own branches',
    after: { job: 'plan', even: true },
    minutes: 10,
    steps: [
      {
        title: 'Write or update it',
        run: `python3 ${folder}/git-host.py comment`,
        env: {
          ...OF_RUN,
          REQUEST: { of: 'request' },
          RESULT: { result: 'plan' },
          REPORT: { given: 'report', by: 'plan' },
        },
      },
    ],
  };
}

/** A guard that nobody has set up lets everything through, and nobody sees it. */
function guardedJob({ folder }: PipelineOptions, guard: 'deploy' | 'update'): Job {
  return {
    id: 'guarded',
    title: 'Somebody has to agree',
    where: 'anywhere',
    may: 'read what guards',
    minutes: 10,
    steps: [{ title: 'Look at the settings', run: `python3 ${folder}/git-host.py guarded lab-${guard}`, env: { TOKEN: { of: 'token' } } }],
  };
}

function deployJob(playbooks: readonly Playbook[], options: PipelineOptions): Job {
  return {
    id: 'deploy',
    title: 'Bring the lab to what the files say',
    where: 'lab',
    only: 'the branch of the lab',
    guard: 'deploy',
    ...(options.approval === 'guard' ? { after: { job: 'guarded' } } : {}),
    minutes: 120,
    steps: [
      {
        id: NEWEST,
        title: 'Nothing newer waits',
        // Who agreed late must not bring back what was replaced in between.
        run: `python3 ${options.folder}/git-host.py newest`,
        env: { TOKEN: { of: 'token' } },
      },
      { ...prepare(options), only: NEWEST },
      { ...play(playbooks, options, 'deploy'), only: NEWEST },
    ],
  };
}

function driftJob(options: PipelineOptions): Job {
  return {
    id: 'drift',
    title: 'What differs from the files',
    where: 'lab',
    only: 'the branch of the lab',
    guard: 'plan',
    gives: { report: 'keep', differs: 'keep' },
    minutes: 60,
    steps: [prepare(options), look(options), keep(options)],
  };
}

function issueJob({ folder }: PipelineOptions): Job {
  return {
    id: 'issue',
    title: 'The differences as an issue',
    where: 'anywhere',
    may: 'keep an issue',
    after: { job: 'drift', even: true },
    minutes: 10,
    steps: [
      {
        title: 'Open, update or close it',
        run: `python3 ${folder}/git-host.py issue`,
        env: {
          ...OF_RUN,
          RESULT: { result: 'drift' },
          REPORT: { given: 'report', by: 'drift' },
          DIFFERS: { given: 'differs', by: 'drift' },
        },
      },
    ],
  };
}

function updateJob(playbooks: readonly Playbook[], options: PipelineOptions): Job {
  return {
    id: 'update',
    title: 'Update one machine after the other',
    where: 'lab',
    only: 'the branch of the lab',
    guard: 'update',
    ...(options.approval === 'guard' ? { after: { job: 'guarded' } } : {}),
    minutes: 300,
    steps: [prepare(options), play(playbooks, options, 'update')],
  };
}

const INSTALL: Step = { title: 'Install', run: 'npm ci --no-audit --no-fund' };

const prepare = ({ folder, vpn }: PipelineOptions): Step => ({
  title: 'Install what runs playbooks',
  run: `${vpn ? 'sudo apt-get update --quiet\nsudo apt-get install --yes --quiet wireguard-tools\n' : ''}${folder}/in-lab.sh --prepare${vpn ? '\n' : ''}`,
});

const look = (options: PipelineOptions): Step => ({
  title: 'Look at every machine',
  run: `rm -rf "${REPORT}"\nlab_report="${REPORT}" ${options.folder}/in-lab.sh check\n`,
  env: labEnvironment(options),
});

const keep = ({ folder }: PipelineOptions): Step => ({
  id: 'keep',
  title: 'Keep the report',
  run: `python3 ${folder}/git-host.py keep "${REPORT}"`,
});

const play = (playbooks: readonly Playbook[], options: PipelineOptions, id: PlaybookId): Step => ({
  title: playbooks.find((each) => each.id === id)?.title ?? id,
  run: `${options.folder}/in-lab.sh ${id}`,
  env: { ...labEnvironment(options), ...Object.fromEntries(askable(playbooks, id).map(({ name }) => [name, { asked: name }])) },
});
