import { z } from 'zod';
import { ownSchemaChecker } from '../../tools/verify/own-schema.ts';

/** Takes `g` and names, and refuses what RE2 has not. */
const pattern = z.string().refine((text) => {
  if (/\(\?<?[=!]|\\[1-9]/.test(text)) return false;
  try {
    return new RegExp(text, 'g').source !== '';
  } catch {
    return false;
  }
}, 'must be an expression of RE2');
const named = pattern.refine(
  (text) => ['depName', 'currentValue'].every((name) => text.includes(`(?<${name}>`)),
  'must name what it finds',
);
const filePattern = z.string().regex(/^\/\^inventory\/.*\$\/$/, 'must look at the inventory only');

const manager = z.strictObject({
  customType: z.literal('regex'),
  description: z.array(z.string()).optional(),
  managerFilePatterns: z.array(filePattern).min(1),
  matchStrings: z.array(named).min(1),
  datasourceTemplate: z.string(),
});
const rule = z.strictObject({
  description: z.array(z.string()).optional(),
  matchDatasources: z.array(z.string()).optional(),
  matchPackageNames: z.array(z.string()).min(1),
  matchUpdateTypes: z.array(z.enum(['major', 'minor', 'patch', 'pin', 'digest', 'pinDigest'])),
  dependencyDashboardApproval: z.boolean(),
});
const tasks = z.strictObject({
  commands: z.array(z.string().min(1)).min(1),
  fileFilters: z.array(z.string()).min(1),
  executionMode: z.enum(['update', 'branch']),
});

/** What of Renovate's options stands in the file; any other is refused, so that none is misspelt. */
const config = z.strictObject({
  $schema: z.url(),
  description: z.array(z.string()),
  extends: z.array(z.string()),
  timezone: z.string(),
  enabledManagers: z.tuple([z.literal('custom.regex')]),
  includePaths: z.tuple([z.literal('inventory/**')]),
  customManagers: z.array(manager).min(1),
  minimumReleaseAge: z.string().regex(/^(?:1 day|\d+ days)$/),
  packageRules: z.array(rule),
  postUpgradeTasks: tasks.optional(),
  prBodyNotes: z.array(z.string()).optional(),
});

export default [ownSchemaChecker('renovate', 'Renovate', config)] as const;
