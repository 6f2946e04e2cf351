import type { ZodType } from 'zod';
import { accessSchema } from './access.ts';
import { policySchema, repositorySchema, targetSchema } from './backup.ts';
import { middlewareSchema } from './lab.ts';
import { guestSchema, hostSchema } from './machine.ts';
import { allowSchema, networkSchema } from './network.ts';
import { serviceSchema } from './service.ts';

/** Sections whose keys are ids that a person chose, each with the schema of one entry. */
export const SECTIONS = {
  networks: networkSchema,
  hosts: hostSchema,
  guests: guestSchema,
  services: serviceSchema,
  middlewares: middlewareSchema({}),
  access: accessSchema,
  allow: allowSchema,
  targets: targetSchema,
  repositories: repositorySchema,
  policies: policySchema,
} as const satisfies Record<string, ZodType>;

export type SectionName = keyof typeof SECTIONS;

/** Every key that may stand at the top of an inventory file. `lab` is one record; `systems` holds options by generator. */
export const TOP_LEVEL: readonly string[] = ['lab', 'systems', ...Object.keys(SECTIONS)];
