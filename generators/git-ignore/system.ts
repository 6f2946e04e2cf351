import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { ignoredLines } from './files/ignored-lines.ts';

const FOLDER = 'infra/';

export default {
  id: 'git-ignore',
  title: 'What Git ignores',
  // Whoever works there leaves these, whatever the system: environment files, what editors keep, and playbooks that are to be tried again.
  leaves: ['.env', '.env.*', '*.retry', '*~', '.*.swp', '.*.swo'],
  *aboutAll(model: Model, paths: readonly string[]): Iterable<GeneratedFile> {
    const below = paths.flatMap((path) => (path.startsWith(FOLDER) ? path.slice(FOLDER.length) : []));
    if (below.length === 0) return;
    // Of every system, whether the lab uses it or not: what one has left stays when it goes.
    const leaves = model.systems.flatMap((system) => system.leaves ?? []);
    yield { path: `${FOLDER}.gitignore`, content: ignoredLines(leaves, below), about: [model.lab.subject] };
  },
  accept: [{ tool: 'git-ignore', match: /^infra\/\.gitignore$/, argv: (path) => [path] }],
} as const satisfies System;
