/** Files of variables as people write them, and as nobody does; Compose takes nearly all of them. */

import type { TrialProject } from './test-projects.ts';
import { chance, pick, type Random, some } from './test-random-scalar.ts';

const NAMES = ['A', 'B', 'C', 'LONG_NAME', 'with.dot', 'lower', 'X1', '_U'];
const PIECES = [
  ...[
    'plain',
    'a b',
    '  ',
    '0123',
    '#',
    ' # comment',
    '\\n',
    '\\t',
    '\\\\',
    '\\$',
    '$A',
    '${A}',
    '${B:-x}',
    '${C-y}',
    '$$',
    '$',
    '${NOPE}',
    '$(x)',
  ],
  ...['\\a', '\\b', '\\f', '\\v', '\\r', '\\c', '\\x41', '\\0101', '\\07', "\\'", '$1', '${A:+z}', '$a'],
  ...['é', '=', ':', ',', '{', '}', '[', ']', '(', ')', '*', '&', '!', '%', '@', '~', '`', '|', ';', '<', '>', '/', '.', '-', '+', '1'],
];

function pieces(random: Random, extra: readonly string[]): string {
  return Array.from({ length: pick(random, [0, 1, 1, 2, 3, 5]) }, () => pick(random, [...PIECES, ...extra])).join('');
}

function value(random: Random): string {
  const kind = pick(random, ['bare', 'bare', 'bare', 'single', 'double', 'double', 'lines']);
  switch (kind) {
    case 'single':
      return `'${pieces(random, ['"', '\n']).replaceAll(/[\\']/g, '')}'`;
    case 'double':
      return `"${pieces(random, ["'", '\\"', '\n'])
        .replace(/\\+$/, '')
        .replaceAll(/(?<!\\)(\\\\)*\\(?![abcfnrtvx0"$'\\])/g, '')}"`;
    case 'lines':
      return `"${pieces(random, []).replaceAll(/[\\"]/g, '')}\nsecond\n  third "`;
    default:
      return pieces(random, ["it's", 'say "x"']);
  }
}

/** A file of a few variables. */
function randomEnvFile(random: Random): string {
  const lines = some(random, NAMES, 1).flatMap((name) => {
    const before = chance(random, 15) ? pick(random, ['export ', '  ', '# a comment\n', '\n', '#X=1\n']) : '';
    const sign = chance(random, 80) ? '=' : pick(random, [' = ', '= ', ' =', ': ', ':', '==', '=:', '=\t']);
    const after = chance(random, 15) ? pick(random, ['  ', '\t', ' # behind', ' #']) : '';
    return chance(random, 5) ? `${name}` : `${before}${name}${sign}${value(random)}${after}`;
  });
  // Compose takes a bare name that ends the file for the value of a variable without a name.
  const end = chance(random, 80) || /^[\w.]+$/.test(lines.at(-1) ?? '') ? '\n' : '';
  return `${lines.join(chance(random, 10) ? '\r\n' : '\n')}${end}`;
}

const FILES = 8;

/** A project in which each container has an env file of its own. */
export function randomEnvFiles(random: Random): TrialProject {
  const indexes = Array.from({ length: FILES }, (_, index) => index);
  const containers = indexes.map((index) => `  c${index}: { image: "example/app:1", env_file: e${index}.env }\n`);
  const texts = Object.fromEntries(indexes.map((index) => [`e${index}.env`, randomEnvFile(random)]));
  const files = { 'compose.yaml': `services:\n${containers.join('')}`, ...texts };
  return {
    topic: 'random',
    id: 'random-env-files',
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text, executable: false }])),
    service: {},
    lab: {},
    machine: {},
  };
}
