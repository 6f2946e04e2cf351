import { z } from 'zod';

/** `systems.renovate` in the inventory. Without `after-update` nothing is generated. */
export default z.strictObject({
  'after-update': z
    .enum(['bot', 'person'])
    .optional()
    .describe(
      'Who runs npm run gen once an image in the inventory is newer: Renovate, before it opens the pull request, or a person in it',
    ),
  'minimum-age': z
    .int()
    .min(0)
    .max(90)
    .default(3)
    .describe('Days that a release has to be out, so that one that is taken back is not met here'),
});
