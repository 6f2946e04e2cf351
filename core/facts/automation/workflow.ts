import type { Job, Pipeline, Start, Step, Value } from './pipeline.ts';

/** How one Git host differs from others that read workflows of the same language. */
export interface Dialect {
  /** Steps that put the files of the commit into the working folder. */
  readonly checkout: readonly Readonly<Record<string, unknown>>[];
  /** Labels of runners. */
  readonly runsOn: Readonly<Record<Job['where'], string | readonly string[]>>;
  /** Whether jobs have environments, which hold secrets and ask people before they start. */
  readonly environments: boolean;
  /** Expression for the address of the run. */
  readonly run: string;
  /** The user that the token of a run is of. */
  readonly self: string;
  readonly branch: string;
}

/** Which keys come first in a printed workflow; see `emitYaml`. */
export const WORKFLOW_ORDER = {
  '': ['name', 'on', 'permissions', 'concurrency', 'jobs'],
  jobs: ['inventory', 'files', 'guarded', 'plan', 'deploy', 'drift', 'update', 'comment', 'issue'],
  'jobs.*': ['name', 'needs', 'if', 'runs-on', 'environment', 'timeout-minutes', 'permissions', 'outputs', 'steps'],
  'jobs.*.steps.*': ['name', 'id', 'if', 'uses', 'with', 'env', 'run'],
};

/** A pipeline in the language of workflows, as data. No expression stands in `run`. */
export function workflowOf(pipeline: Pipeline, dialect: Dialect): Readonly<Record<string, unknown>> {
  return {
    name: `rackbook ${pipeline.id}`,
    on: Object.assign({}, ...pipeline.starts.map((start) => startOf(start, dialect))),
    // Each job says what it may; what a later one forgets to say, it may not.
    permissions: {},
    concurrency: turnOf(pipeline),
    jobs: Object.fromEntries(pipeline.jobs.map((job) => [job.id, jobOf(job, dialect)])),
  };
}

function startOf(start: Start, { branch }: Dialect): Readonly<Record<string, unknown>> {
  switch (start.on) {
    case 'request':
      return { pull_request: { branches: [branch] } };
    case 'merge':
      return { push: { branches: [branch] } };
    case 'schedule':
      return { schedule: [{ cron: start.cron }] };
    case 'hand': {
      const inputs = start.asks.map(({ name, what, required, values = [] }) => {
        const options = required ? values : ['all', ...values];
        return [name, { description: what, type: 'choice', required: true, options, ...(required ? {} : { default: 'all' }) }];
      });
      return { workflow_dispatch: inputs.length > 0 ? { inputs: Object.fromEntries(inputs) } : {} };
    }
    default:
      return start satisfies never;
  }
}

function turnOf({ id, turn }: Pipeline): Readonly<Record<string, unknown>> {
  switch (turn) {
    case 'lab':
      return { group: 'rackbook-lab', 'cancel-in-progress': false };
    case 'request':
      return { group: `rackbook-${id}-\${{ github.event.pull_request.number }}`, 'cancel-in-progress': true };
    case 'branch':
      return { group: `rackbook-${id}-\${{ github.ref }}`, 'cancel-in-progress': true };
    default:
      return turn satisfies never;
  }
}

/** What a token may do beyond reading the files. */
const MAY = {
  comment: { 'pull-requests': 'write' },
  'keep an issue': { issues: 'write' },
  'read what guards': { actions: 'read' },
} as const;

function jobOf(job: Job, dialect: Dialect): Readonly<Record<string, unknown>> {
  return {
    name: job.title,
    needs: job.after?.job,
    if: conditionOf(job, dialect),
    'runs-on': dialect.runsOn[job.where],
    ...(dialect.environments && job.guard ? { environment: `lab-${job.guard}` } : {}),
    'timeout-minutes': job.minutes,
    permissions: { contents: 'read', ...(job.may ? MAY[job.may] : {}) },
    ...(job.gives
      ? {
          outputs: Object.fromEntries(Object.entries(job.gives).map(([name, step]) => [name, expression(`steps.${step}.outputs.${name}`)])),
        }
      : {}),
    steps: [...dialect.checkout, ...job.steps.map((step) => stepOf(step, dialect))],
  };
}

function conditionOf({ only, after }: Job, { branch }: Dialect): string | undefined {
  const conditions = [
    // Without a word on the jobs before it, it would be left out when one of them failed.
    ...(after?.even ? ['!cancelled()', `needs.${after.job}.result != 'skipped'`] : []),
    ...(only === 'requests of own branches' ? ['github.event.pull_request.head.repo.full_name == github.repository'] : []),
    ...(only === 'the branch of the lab' ? [`github.ref == 'refs/heads/${branch}'`] : []),
  ];
  // YAML takes a text that begins with an exclamation mark for a tag.
  return conditions.length === 0 ? undefined : expression(conditions.join(' && '));
}

function stepOf({ id, title, run, env, only }: Step, dialect: Dialect): Readonly<Record<string, unknown>> {
  const values = Object.entries(env ?? {}).map(([name, value]) => [name, written(value, dialect)]);
  return {
    name: title,
    id,
    if: only === undefined ? undefined : `steps.${only}.outputs.is == 'yes'`,
    ...(env ? { env: Object.fromEntries(values) } : {}),
    run,
  };
}

function written(value: Value, { run, self }: Dialect): string {
  if (typeof value === 'string') return value;
  if ('secret' in value) return expression(`secrets.${value.secret}`);
  if ('setting' in value) return expression(`vars.${value.setting}`);
  if ('given' in value) return expression(`needs.${value.by}.outputs.${value.given}`);
  if ('result' in value) return expression(`needs.${value.result}.result`);
  if ('asked' in value) return expression(`inputs.${value.asked}`);
  switch (value.of) {
    case 'token':
      return expression('github.token');
    case 'commit':
      return expression('github.event.pull_request.head.sha || github.sha');
    case 'request':
      return expression('github.event.pull_request.number');
    case 'run':
      return run;
    case 'self':
      return self;
    default:
      return value.of satisfies never;
  }
}

const expression = (text: string): string => `\${{ ${text} }}`;
