import type { Addition } from './addition.ts';

/**
 * Lines at the end of files of systemd: a section may stand twice, and what the second says counts or adds to the first. Source:
 * systemd.syntax(7), which has two signs of a comment.
 */
export function unitAddition(match: RegExp, example = '[Unit]\nDocumentation=https://lab.example.net/notes'): Addition {
  return { match, comment: /^[ \t]*[#;]/, first: /^\[[A-Za-z0-9-]+\]$/, example };
}
