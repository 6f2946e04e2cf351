/** A pull request has to pass what `.ci/run` runs: the workflow runs all of it, and says early what needs no tools. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../tools/places.ts';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

/** Scripts of package.json that need installed programs, root or a browser. */
const NEED_TOOLS = /^(tools|verify|test:accept|test:site)\b/;

/** `npm run --silent gen -- --check` and `npm test` as `gen -- --check` and `test`. */
const scriptIn = (line: string): string | undefined => {
  const script = /\bnpm (?:run (?:--silent )?)?([a-z:]+(?: -- [\w-]+)?)(?: --)?$/.exec(line.trim())?.[1];
  return script === 'ci' ? undefined : script;
};

const ci = read('.ci/run')
  .split('\n')
  .filter((line) => /^(must|tests|beside) /.test(line))
  .flatMap((line) => scriptIn(line) ?? []);
const workflow = parse(read('.github/workflows/check.yaml')) as Workflow;
const stepsOf = (job: string) => (workflow.jobs[job]?.steps ?? []).flatMap(({ run }) => run ?? []);

describe('the workflow', () => {
  it('is run for pull requests', () => {
    expect(Object.keys(workflow.on)).toContain('pull_request');
  });

  it('runs all of .ci/run', () => {
    expect(stepsOf('all')).toContain('bash .ci/run');
  });

  it('says early what needs no tools', () => {
    expect(stepsOf('quick').flatMap((step) => scriptIn(step) ?? [])).toEqual(ci.filter((script) => !NEED_TOOLS.test(script)));
  });
});

describe('.ci/run', () => {
  it('waits for all that runs beside something else', () => {
    const steps = read('.ci/run')
      .split('\n')
      .filter((line) => /^(beside |join$|tests |finish )/.test(line));
    expect(steps.lastIndexOf('join')).toBeGreaterThan(steps.findLastIndex((line) => line.startsWith('beside ')));
  });

  it('runs every check and every kind of test that package.json has', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }).scripts);
    const others = ['start', 'status', 'dev', 'demo', 'bundle', 'bench', 'format', 'secrets'];
    expect([...new Set(ci.map((script) => script.split(' ')[0]))].sort()).toEqual(scripts.filter((name) => !others.includes(name)).sort());
    for (const name of ['gen', 'schemas', 'registry']) expect(ci).toContain(`${name} -- --check`);
  });
});
