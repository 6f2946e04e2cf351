import type { z } from 'zod';
import { checkReferences } from './references.ts';
import { configResource, include, modelResource, networkResource, secretResource, volumeResource } from './resources.ts';
import { anyText, extensible, named, text } from './scalars.ts';
import { composeService } from './service.ts';

/**
 * A document of the Compose Specification (https://compose-spec.io): every attribute in its short and its long form, `x-…` keys where
 * the specification has them, nothing else. Where the reference implementation is stricter than the specification, so is this. Checks only: what is
 * valid is used as it was written.
 */
export const composeSchema = extensible({
  // Obsolete; Compose ignores it.
  version: anyText.optional(),
  name: text(/^[a-z0-9][a-z0-9_-]*$/, 'must be lower-case letters, digits, "_" and "-"').optional(),
  include: include.optional(),
  services: named(composeService).refine((services) => Object.keys(services).length > 0, 'must have at least one service'),
  networks: named(networkResource).optional(),
  volumes: named(volumeResource).optional(),
  configs: named(configResource).optional(),
  secrets: named(secretResource).optional(),
  models: named(modelResource).optional(),
}).superRefine((document, context) => {
  for (const { path, message } of checkReferences(document))
    context.addIssue({ code: 'custom', message, path: [...path], input: document });
});

export type ComposeInput = z.infer<typeof composeSchema>;
