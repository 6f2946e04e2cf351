import { type Pattern, patternOf } from './pattern.ts';

const HEADER = [
  'What programs and people leave beside generated files; a line with ! is a generated file, or on the way to one.',
  'Generated from the inventory. What you want ignored besides belongs into the .gitignore of the repository.',
];

/**
 * A list of what Git ignores in a folder: these patterns, but none of these files. A file within an ignored folder is one that Git does not look
 * at, so the folder is taken back first, then all in it is ignored but what is kept, and so on to the file.
 *
 * @param patterns see `leaves` in `core/contract.ts`; twice is once
 * @param paths of files that are kept, below the folder of the list
 */
export function ignoredLines(patterns: readonly string[], paths: readonly string[]): string {
  const rules = [...new Set(patterns)].sort().map(patternOf);
  const kept = [...new Set(paths.flatMap((path) => exceptionsOf(path, rules)))];
  const lines = [...HEADER.map((line) => `# ${line}`), ...rules.map(({ line }) => line), ...inOrder(kept)];
  return `${lines.join('\n')}\n`;
}

/** What brings one file back, from the first folder that is ignored on. */
function exceptionsOf(path: string, rules: readonly Pattern[]): readonly string[] {
  const parts = path.split('/');
  const steps = parts.map((_, index) => ({ at: parts.slice(0, index + 1).join('/'), isFolder: index < parts.length - 1 }));
  const first = steps.findIndex(({ at, isFolder }) => rules.some((rule) => rule.matches(at, isFolder)));
  if (first === -1) return [];
  return steps.slice(first).flatMap(({ at, isFolder }) => (isFolder ? [`!/${literal(at)}/`, `/${literal(at)}/*`] : [`!/${literal(at)}`]));
}

/** The last line that names a path counts: so a folder comes before what is in it, and all in it before what is kept of it. */
function inOrder(lines: readonly string[]): readonly string[] {
  const depth = (line: string) => line.replace(/\/$/, '').split('/').length;
  const rank = (line: string) => depth(line) * 2 + (line.startsWith('!') ? 1 : 0);
  return [...lines].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** A path as a pattern that is nothing else. */
const literal = (path: string): string => path.replace(/[\\*?[\]]/g, '\\$&');
