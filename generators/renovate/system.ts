import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { emitJson } from '../../formats/json.ts';
import { renovateConfig } from './files/config.ts';

export default {
  id: 'renovate',
  title: 'Renovate',
  *files(model: Model): Iterable<GeneratedFile> {
    if (model.lab.systems.renovate['after-update'] === undefined) return;
    yield { path: 'renovate.json', content: emitJson(renovateConfig(model)) };
  },
  accept: [{ tool: 'renovate', match: /^renovate\.json$/, argv: (path) => [path] }],
} as const satisfies System;
