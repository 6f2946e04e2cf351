/** One thing that Git is to ignore, see `leaves` in `core/contract.ts`. */
export interface Pattern {
  /** As Git reads it. */
  readonly line: string;
  /** Whether it is this path, which begins below the folder of the list, and a folder or a file. */
  matches(path: string, isFolder: boolean): boolean;
}

/** Reads a line; throws for one that Git would read otherwise than we do. */
export function patternOf(line: string): Pattern {
  if (
    !/^(\/[\w.~*-]+\/)?([\w.~*-]+\/)*[\w.~*-]+\/?$/.test(line) ||
    /\*\*/.test(line) ||
    (line.slice(0, -1).includes('/') && !line.startsWith('/'))
  )
    throw new Error(`${JSON.stringify(line)} is no name and no path from the beginning on, with single stars`);
  const isAnchored = line.startsWith('/');
  const folderOnly = line.endsWith('/');
  const parts = line.split('/').filter((part) => part !== '');
  // Where a file system makes no difference of case, Git makes none either.
  const whole = new RegExp(`^${parts.map(partOf).join('/')}$`, 'i');
  return {
    line,
    matches: (path, isFolder) => (isFolder || !folderOnly) && whole.test(isAnchored ? path : path.slice(path.lastIndexOf('/') + 1)),
  };
}

const partOf = (part: string): string => part.replace(/[.~-]/g, '\\$&').replaceAll('*', '[^/]*');
