import { quote } from '../../formats/shell.ts';
import { type BlockedChange, written } from '../plan/change.ts';
import { type Compared, fileDiff } from './diff.ts';
import { count, inert, painter } from './terminal.ts';

export interface BlockedOptions {
  /** What is on disk of a hand-edited or foreign file, for the difference; undefined when it cannot be read. */
  readonly read: (path: string) => Compared | undefined;
  readonly color?: boolean;
  /** In the middle of a merge, where `gen` alone does nothing. */
  readonly resolving?: boolean;
}

/** Why nothing was written: each file in the way, how it differs from what would be generated, and the ways out. */
export function printBlocked(blocked: readonly BlockedChange[], options: BlockedOptions): string {
  if (blocked.length === 0) return '';
  const blocks = blocked.map((change) => block(change, options));
  return `${blocks.join('\n')}\n${count(blocked.length, 'file')} in the way; nothing was written.\n`;
}

function block(change: BlockedChange, options: BlockedOptions): string {
  const paint = painter(options.color ?? false);
  const lines = [`${paint('yellow', change.kind)} ${paint('bold', inert(change.path))} ${reason(change)}`];
  if (change.kind !== 'unsafe' && change.file) {
    const disk = options.read(change.path);
    if (disk !== undefined) lines.push(fileDiff(change.path, written(change.file), disk, { color: options.color ?? false }).trimEnd());
  }
  lines.push(...waysOut(change, options.resolving ? 'npm run gen -- --resolve' : 'npm run gen --').map((way) => `  - ${way}`));
  return `${lines.join('\n')}\n`;
}

function reason(change: BlockedChange): string {
  switch (change.kind) {
    case 'hand-edited':
      return change.file
        ? 'was changed by hand. Lines with + are in the file, lines with - would be generated:'
        : 'was changed by hand and is no longer generated.';
    case 'foreign':
      return 'exists and was not made by gen. Lines with + are in the file, lines with - would be generated:';
    case 'unsafe':
      return `cannot be written: ${inert(change.at)} is ${change.problem === 'symlink' ? 'a symlink' : change.problem === 'folder' ? 'a folder with files that gen does not own' : 'no plain file or folder'}.`;
    default:
      return unreachable(change);
  }
}

function waysOut(change: BlockedChange, gen: string): string[] {
  const path = inert(quote(change.path));
  const release = `${gen} --release ${path}      leave the file to you from now on`;
  if (change.kind === 'unsafe') return [`remove or move ${inert(change.at)}`, release];
  const takeBack = `${gen} --take-back ${path}      ${change.file ? 'overwrite' : 'delete'} it; a copy stays in .rackbook/backup/`;
  const override = change.path.startsWith('infra/') && /\.(?:ya?ml|json)$/.test(change.path) && change.file;
  return [takeBack, ...(override ? [`say the difference in ${inert(overridePath(change.path))}, then --take-back`] : []), release];
}

function overridePath(path: string): string {
  return path.replace(/^infra\//, 'inventory/overrides/');
}

function unreachable(value: never): never {
  throw new Error(`Unknown change ${JSON.stringify(value)}.`);
}
