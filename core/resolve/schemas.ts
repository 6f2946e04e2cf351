import { type ZodType, z } from 'zod';
import { once } from '../../lib/once.ts';
import type { SystemParts } from '../contract.ts';
import { guestSchema } from '../model/guest/schema.ts';
import { hostSchema } from '../model/host/schema.ts';
import type { Snapshots } from '../model/host/snapshots.ts';
import { kindOfSection, type SectionName } from '../model/kinds.ts';
import { monitoringSchema } from '../model/lab/monitoring-schema.ts';
import { routerSchemaWith } from '../model/lab/router-schema.ts';
import { labSchema } from '../model/lab/schema.ts';
import { secretsSchema } from '../model/lab/secrets-schema.ts';
import { middlewareSchema } from '../model/middleware/schema.ts';
import { REPOSITORY_TYPE_WORDS, repositorySchema } from '../model/repository/schema.ts';
import { playersOf } from '../roles/played.ts';
import { namesOfResolver } from '../roles/resolver.ts';

/**
 * The schema of one entry of a section with these systems: hosts and guests say under the id of a hypervisor what that one needs to know
 * of them, and a host what the tool of its snapshots does; a repository is of a type that a backup tool keeps; a middleware may be written in the words
 * of each that can be the ingress.
 */
export function schemaOf(section: SectionName, systems: readonly SystemParts[]): ZodType {
  switch (section) {
    case 'hosts':
      return hostSchemaWith(systems);
    case 'guests':
      return guestSchemaWith(systems);
    case 'repositories':
      return repositorySchemaWith(systems);
    case 'middlewares':
      return middlewareSchemaWith(systems);
    default:
      return kindOfSection(section).schema;
  }
}

const hostSchemaWith = once((systems: readonly SystemParts[]) => {
  const hypervisors = systems.flatMap(({ id, plays }) => (plays?.hypervisor ? [[id, plays.hypervisor.host] as const] : []));
  return hostSchema({ hypervisors: Object.fromEntries(hypervisors), snapshots: snapshotsSchemaWith(systems) });
});

const guestSchemaWith = once((systems: readonly SystemParts[]) => {
  const natives = systems.flatMap(({ id, plays }) => (plays?.hypervisor?.guest ? [[id, plays.hypervisor.guest] as const] : []));
  return guestSchema(Object.fromEntries(natives));
});

function snapshotsSchemaWith(systems: readonly SystemParts[]): ZodType<Snapshots> {
  const [first, ...others] = playersOf(systems, 'snapshotTool').map(({ schema }) => schema);
  return first ? z.discriminatedUnion('tool', [first, ...others]) : z.never();
}

const repositorySchemaWith = once((systems: readonly SystemParts[]) => {
  const types = playersOf(systems, 'backupTool').map(({ type }) => type);
  return repositorySchema.extend({ type: z.enum(types).describe(REPOSITORY_TYPE_WORDS) });
});

const middlewareSchemaWith = once((systems: readonly SystemParts[]) => {
  const natives = systems.flatMap(({ id, plays }) => (plays?.ingress ? [[id, plays.ingress.middleware.schema] as const] : []));
  return middlewareSchema(Object.fromEntries(natives));
});

/**
 * The lab as it is with these systems: one of them is the router's, one answers for names, and each that can watch the lab has a key of
 * its own name, which is not in the type.
 */
export const labSchemaWith = once((systems: readonly SystemParts[]) => {
  const routers = systems.flatMap(({ plays }) => plays?.router ?? []);
  const router = routerSchemaWith({
    kinds: routers.map(({ kind }) => kind),
    usual: routers.find(({ byDefault }) => byDefault)?.kind,
    resolvers: [...new Set(systems.flatMap(({ id, plays }) => (plays?.resolver ? namesOfResolver(id, plays.resolver) : [])))].sort(),
  });
  const monitoring = systems.flatMap(({ id, plays }) => (plays?.monitoring ? [[id, monitoringSchema.optional()] as const] : []));
  const stores = playersOf(systems, 'secretStore').map(({ store }) => store);
  return labSchema
    .extend({ router: router.optional().describe(labSchema.shape.router.description ?? '') })
    .extend({ secrets: secretsSchema(z.enum(stores)).optional() })
    .extend<Record<never, never>>(Object.fromEntries(monitoring));
});
