import { describe, expect, it } from 'vitest';
import type { Job, Pipeline } from './pipeline.ts';
import { PIPELINE_IDS } from './pipeline.ts';
import { type PipelineOptions, pipelines } from './pipelines.ts';

const OPTIONS: PipelineOptions = { folder: 'infra/host', vpn: true, opens: { by: 'password' }, approval: 'guard', drift: '30 4 * * *' };
const ALL = (['guard', 'review', 'hand'] as const).flatMap((approval) => pipelines([], { ...OPTIONS, approval }));
const jobs = ALL.flatMap((pipeline) => pipeline.jobs.map((job) => ({ pipeline, job, name: `${pipeline.id}/${job.id}` })));

const secretsOf = ({ steps }: Job) =>
  steps.flatMap(({ env = {} }) =>
    Object.values(env).flatMap((value) => (typeof value === 'object' && 'secret' in value ? value.secret : [])),
  );
const startsBy = ({ starts }: Pipeline) => starts.map(({ on }) => on);

describe('pipelines', () => {
  it('are each there once', () => {
    expect(pipelines([], OPTIONS).map(({ id }) => id)).toEqual(PIPELINE_IDS);
  });

  it('give secrets to jobs in the lab only, and to the step alone that reaches the machines', () => {
    for (const { job, name } of jobs) {
      expect(secretsOf(job).length > 0, name).toBe(job.where === 'lab');
      if (job.where === 'lab') expect(job.steps.filter((step) => secretsOf({ ...job, steps: [step] }).length > 0)).toHaveLength(1);
    }
  });

  it('let no job with secrets write at the Git host', () => {
    for (const { job, name } of jobs) if (job.where === 'lab') expect(job.may, name).toBeUndefined();
  });

  it('run nothing in the lab for a request from a fork, or on another branch', () => {
    for (const { job, pipeline, name } of jobs) {
      if (job.where !== 'lab') continue;
      expect(job.only, name).toBe(startsBy(pipeline).includes('request') ? 'requests of own branches' : 'the branch of the lab');
    }
  });

  it('take turns in the lab, but for a plan, which changes nothing', () => {
    for (const { job, pipeline } of jobs) if (job.where === 'lab' && pipeline.id !== 'plan') expect(pipeline.turn).toBe('lab');
  });

  it('change machines only when somebody agreed', () => {
    const deploys = ALL.filter(({ id }) => id === 'deploy');
    const [guard, review, hand] = deploys;
    expect(guard?.jobs.find(({ id }) => id === 'deploy')?.after).toEqual({ job: 'guarded' });
    expect(deploys.map((each) => startsBy(each))).toEqual([['merge', 'hand'], ['merge', 'hand'], ['hand']]);
    expect([review, hand].flatMap((each) => each?.jobs.map(({ id }) => id))).toEqual(['deploy', 'deploy']);
  });

  it('put nothing of a person into a script', () => {
    for (const { job, name } of jobs) for (const { run } of job.steps) expect(run, name).not.toMatch(/\$\{\{|github\./);
  });
});
