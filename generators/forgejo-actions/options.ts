import { z } from 'zod';
import { labels, pipelineSettings } from '../../core/facts/automation/pipeline-settings.ts';

/** `systems.forgejo-actions` in the inventory. Without `runner` nothing is generated. */
export default z.strictObject({
  ...pipelineSettings,
  'check-runner': labels.default('docker').describe('Label of the runner for what needs no secret; a pull request of anybody runs there'),
  approval: z
    .enum(['review', 'hand'])
    .default('review')
    .describe('Who agrees to a deploy: whoever approved the pull request that is merged, or whoever starts it by hand after'),
});
