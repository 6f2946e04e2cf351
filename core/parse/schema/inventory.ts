import type { ZodType } from 'zod';
import { once } from '../../../lib/once.ts';
import type { SystemParts } from '../../contract.ts';
import { namesOfResolver } from '../../roles/resolver.ts';
import { accessSchema } from './access.ts';
import { policySchema, repositorySchema, targetSchema } from './backup.ts';
import { labSchema, middlewareSchema } from './lab.ts';
import { guestSchema, hostSchema } from './machine.ts';
import { allowSchema, networkSchema, routerSchemaWith } from './network.ts';
import { serviceSchema } from './service.ts';

/** Sections whose keys are ids that a person chose, each with the schema of one entry. */
export const SECTIONS = {
  networks: networkSchema,
  hosts: hostSchema({}),
  guests: guestSchema,
  services: serviceSchema,
  middlewares: middlewareSchema,
  access: accessSchema,
  allow: allowSchema,
  targets: targetSchema,
  repositories: repositorySchema,
  policies: policySchema,
} as const satisfies Record<string, ZodType>;

// Both are made once for all labs: zod compiles a schema when it is first used.

/** The sections as they are with these systems: a host says under the id of a hypervisor what that one needs to know of it. */
export const sectionsWith = once((systems: readonly SystemParts[]): typeof SECTIONS => {
  const hypervisors = systems.flatMap(({ id, plays }) => (plays?.hypervisor ? [[id, plays.hypervisor.host] as const] : []));
  return { ...SECTIONS, hosts: hostSchema(Object.fromEntries(hypervisors)) };
});

/** The lab as it is with these systems, one of which is the router's and one of which answers for names. */
export const labSchemaWith = once((systems: readonly SystemParts[]) => {
  const routers = systems.flatMap(({ plays }) => plays?.router ?? []);
  const router = routerSchemaWith({
    kinds: routers.map(({ kind }) => kind),
    usual: routers.find(({ byDefault }) => byDefault)?.kind,
    resolvers: [...new Set(systems.flatMap(({ id, plays }) => (plays?.resolver ? namesOfResolver(id, plays.resolver) : [])))].sort(),
  });
  return labSchema.extend({ router: router.optional().describe(labSchema.shape.router.description ?? '') });
});

export type SectionName = keyof typeof SECTIONS;

/** Every key that may stand at the top of an inventory file. `lab` is one record; `systems` holds options by generator. */
export const TOP_LEVEL: readonly string[] = ['lab', 'systems', ...Object.keys(SECTIONS)];
