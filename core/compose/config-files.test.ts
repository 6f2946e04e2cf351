import { describe, expect, it } from 'vitest';
import type { ComposeFragment } from '../model/service/service.ts';
import { configFiles } from './config-files.ts';

const project = { services: { app: { image: 'app:1', configs: ['x'] } }, configs: { x: { content: 'a\n' } } } as unknown as ComposeFragment;

describe('an inline config', () => {
  it('becomes a file', () => {
    expect(configFiles(project, new Set(['other']))).toEqual({
      configs: { x: { file: './configs/x' } },
      files: [{ path: 'configs/x', content: 'a\n', mode: 0o644 }],
    });
  });

  it.each(['configs/x', 'configs/X', 'Configs', 'configs/x/below'])('stays inline where the project brings %s along', (taken) => {
    expect(configFiles(project, new Set([taken]))).toEqual({ configs: { x: { content: 'a\n' } }, files: [] });
  });
});
