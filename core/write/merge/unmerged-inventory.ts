import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import { firstConflict } from '../../plan/merge/conflict-markers.ts';
import { unmergedBelow } from './git-index.ts';

/** The files of an inventory that Git could not join, each with the first place to decide. What is generated follows from them. */
export function unmergedInventory(inventoryDir: string): readonly Diagnostic[] {
  const paths = [...(unmergedBelow(inventoryDir, ['.'])?.keys() ?? [])].filter((path) => !path.startsWith('schema/'));
  return paths.sort().map((path) => {
    const file = `${basename(inventoryDir)}/${path}`;
    const line = firstConflict(textAt(join(inventoryDir, path))) ?? 1;
    return {
      code: 'file-unreadable',
      severity: 'error',
      message: `${file} was changed on both sides of a merge, and Git does not know which of the two counts.`,
      at: { file, line, col: 1, endLine: line, endCol: 1 },
      hint: `Edit it until it says what the lab is, run git add on it, and then npm run gen -- --resolve again.`,
    };
  });
}

function textAt(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
