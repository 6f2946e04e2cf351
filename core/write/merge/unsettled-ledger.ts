import type { Diagnostic } from '../../diagnostic.ts';
import { LEDGER_PATH } from '../../plan/safe-path.ts';
import { unmergedBelow } from './git-index.ts';

/** What keeps a run from writing: Git left the ledger unmerged, so that what stands on disk is of one side at best. */
export function unsettledLedger(root: string): Diagnostic | undefined {
  if (!unmergedBelow(root, [LEDGER_PATH])?.size) return undefined;
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `The ledger ${LEDGER_PATH} is unmerged: both sides of a merge generated files.`,
    at: { file: LEDGER_PATH, line: 1, col: 1, endLine: 1, endCol: 1 },
    hint: 'Run npm run gen -- --resolve, which writes them anew and stages them.',
  };
}
