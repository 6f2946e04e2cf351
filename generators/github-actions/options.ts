import { z } from 'zod';
import { labels, pipelineSettings } from '../../core/facts/automation/pipeline-settings.ts';

/** `systems.github-actions` in the inventory. Without `runner` nothing is generated. */
export default z.strictObject({
  ...pipelineSettings,
  'check-runner': labels
    .default('ubuntu-24.04')
    .describe('Label of the runner for what needs no secret; a pull request of anybody runs there'),
});
