import { LEDGER_PATH } from '../../plan/safe-path.ts';
import { askGit } from './git.ts';

/** What Git names the other side in a merge, a pick, a rebase and a revert. */
const HEADS = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REBASE_HEAD', 'REVERT_HEAD^'] as const;

/**
 * The commit that Git is joining with `HEAD`. `ledger` is the object id of its ledger, where Git could not join that: it tells a stash from others,
 * and a head that an older operation left from the one at work. Undefined when there is none.
 */
export function findTheirs(root: string, ledger: string | undefined): string | undefined {
  const stashes = askGit(root, ['stash', 'list', '--format=%H'])?.toString('utf8').split('\n') ?? [];
  const candidates = [...HEADS, ...(ledger === undefined ? [] : stashes.filter((each) => each !== ''))];
  return candidates.find((each) => {
    if (!askGit(root, ['rev-parse', '-q', '--verify', `${each}^{commit}`])) return false;
    return ledger === undefined || idOf(root, `${each}:./${LEDGER_PATH}`) === ledger;
  });
}

function idOf(root: string, object: string): string | undefined {
  return askGit(root, ['rev-parse', '-q', '--verify', object])?.toString('utf8').trim();
}
