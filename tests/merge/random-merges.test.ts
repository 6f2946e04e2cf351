import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editsOf, writeBaseLab } from './lab-edits.ts';
import { LabRepository } from './lab-repository.ts';

const SEED = Number(process.env['RACKBOOK_SEED'] ?? 7);
/** What this repository has, and what a lab has that does not know of it. */
const ATTRIBUTES = ['infra/** -text -merge\nsrc/content/lab/** -text -merge\n', ''];

const ways = {
  merge: (lab: LabRepository) => [lab.tryGit('merge', '-q', '--no-edit', 'two'), () => lab.git('commit', '-q', '--no-edit')] as const,
  rebase: (lab: LabRepository) => [lab.tryGit('rebase', '-q', 'two'), () => lab.git('rebase', '--continue')] as const,
  pick: (lab: LabRepository) =>
    [lab.tryGit('cherry-pick', '--allow-empty', 'two'), () => lab.git('commit', '-q', '--allow-empty', '--no-edit')] as const,
  stash: (lab: LabRepository) =>
    [lab.tryGit('stash', 'apply', '-q', '--index', 'refs/stash'), () => lab.git('commit', '-q', '--allow-empty', '-am', 'stash')] as const,
};

it(`ends any two correct branches with one command (RACKBOOK_SEED=${SEED})`, { timeout: 300_000 }, async () => {
  const way = fc.constantFrom(...(Object.keys(ways) as (keyof typeof ways)[]));
  let stopped = 0;
  await fc.assert(
    fc.asyncProperty(editsOf('one'), editsOf('two'), way, fc.constantFrom(...ATTRIBUTES), async (one, two, how, attributes) => {
      const lab = new LabRepository(attributes);
      try {
        writeBaseLab(lab.root);
        await lab.commit('base');
        lab.git('checkout', '-q', '-b', 'two');
        for (const edit of two) edit.apply(lab.root);
        if (how === 'stash') {
          await lab.gen();
          lab.git('add', '-A');
          lab.tryGit('stash', '-q');
        } else await lab.commit('two');
        lab.git('checkout', '-q', '-b', 'one', 'main');
        for (const edit of one) edit.apply(lab.root);
        await lab.commit('one');
        const [isDone, goOn] = ways[how](lab);
        // What two people wrote at the same place is theirs to settle; here the first has the last word.
        for (const path of lab
          .unmerged()
          .split('\n')
          .filter((each) => each.startsWith('inventory/'))) {
          fc.pre(!path.endsWith('hosts.yaml'));
          if (!lab.tryGit('checkout', '--ours', '--', path)) lab.tryGit('rm', '-q', '--', path);
          else lab.git('add', '--', path);
        }
        if (isDone) await lab.gen();
        else {
          stopped++;
          expect(await lab.resolve()).toMatchObject({ diagnostics: [], blocked: [] });
        }
        expect(lab.unmerged()).toBe('');
        expect(await lab.isStale()).toBe(false);
        if (!isDone) goOn();
        expect(isDone || lab.git('status', '--porcelain')).toBe(isDone || '');
      } finally {
        lab.remove();
      }
    }),
    { seed: SEED, numRuns: 10 },
  );

  expect(stopped).toBeGreaterThan(4);
});
