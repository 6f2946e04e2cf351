import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { inFolder, script, textFile } from '../../core/files/named-file.ts';
import { emitJson } from '../../formats/json.ts';
import { projectOf } from './facts/project.ts';
import { projectBackup } from './files/backup.ts';
import { desiredState } from './files/desired.ts';

const READS = 'import sys; compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec")';

export default {
  id: 'semaphore',
  title: 'Semaphore',
  *files(model: Model): Iterable<GeneratedFile> {
    const project = projectOf(model);
    if (!project) return;
    yield* inFolder(
      'infra/semaphore',
      [project.service.subject],
      [
        textFile('project.json', emitJson(desiredState(project))),
        textFile('backup.json', emitJson(projectBackup(project))),
        script('apply.py', 'generators/semaphore/runtime/apply.py'),
      ],
    );
  },
  accept: [
    { tool: 'semaphore-project', match: /^infra\/semaphore\/project\.json$/, argv: (path) => [path] },
    { tool: 'semaphore-backup', match: /^infra\/semaphore\/backup\.json$/, argv: (path) => [path] },
    { tool: 'python', match: /^infra\/semaphore\/apply\.py$/, argv: (path) => ['-I', '-c', READS, path] },
  ],
} as const satisfies System;
