import { checkAddresses } from '../check/address-rules.ts';
import { checkBackups } from '../check/backup-rules.ts';
import { checkClashes } from '../check/clash-rules.ts';
import { checkCycles } from '../check/cycle-rule.ts';
import { checkFlows } from '../check/flow-rules.ts';
import { checkFragments } from '../check/fragment-rules.ts';
import { checkIngress } from '../check/ingress-rule.ts';
import { checkObjectives } from '../check/objective-rules.ts';
import { checkProtection } from '../check/protection-rule.ts';
import { checkRecovery } from '../check/recovery-rule.ts';
import { checkSecrets } from '../check/secret-rule.ts';
import { checkTrunk } from '../check/trunk-rule.ts';
import type { Model, SystemParts } from '../contract.ts';
import type { Diagnostic, Result, Span } from '../diagnostic.ts';
import type { SubjectId, SystemOptions, Thing } from '../model/model.ts';
import type { RawInventory } from '../parse/assemble.ts';
import type { SectionName } from '../parse/schema/inventory.ts';
import { place } from '../reporter.ts';
import { resolveAccess } from './access.ts';
import { resolveAllow } from './allow.ts';
import { linkRepositories, resolvePolicies, resolveRepositories, resolveTargets } from './backups.ts';
import { createContext } from './context.ts';
import { resolveLab } from './lab.ts';
import { labSpan } from './lab-span.ts';
import { resolveGuests, resolveHosts } from './machines.ts';
import { resolveMiddlewares } from './middlewares.ts';
import { resolveNetworks } from './networks.ts';
import { linkNeeds, resolveServices } from './services.ts';
import { checkSchema } from './typed-input.ts';

export interface Resolved {
  readonly model: Model;
  /** Where a thing is declared; undefined for the lab itself. */
  readonly spanOf: (subject: SubjectId) => Span | undefined;
  /** What the facts show to be wrong with the inventory. */
  readonly checkFacts: (model: Model) => readonly Diagnostic[];
}

/**
 * Turns the joined files into the Model: checks the schema, follows references, then checks the rules that need several files.
 * Every mistake that can be told apart from another is reported in one run.
 */
export function resolve(raw: RawInventory, systems: readonly SystemParts[], options: SystemOptions): Result<Resolved> {
  const { input, diagnostics } = checkSchema(raw);
  const context = createContext(raw);
  resolveNetworks(input, context);
  resolveHosts(input, systems, context);
  resolveTargets(input, context);
  resolveRepositories(input, systems, context);
  resolvePolicies(input, context);
  resolveGuests(input, context);
  resolveMiddlewares(input, context);
  resolveAccess(input, context);
  resolveServices(input, context);
  linkNeeds(input, context);
  linkRepositories(input, systems, context);
  resolveAllow(input, context);
  const lab = resolveLab(input, raw, options, context);

  checkAddresses(context);
  checkTrunk(lab, raw.lab.has('router') ? labSpan(raw, 'router', []) : undefined, context);
  checkClashes(context);
  checkCycles(context);
  checkFragments(context);
  checkIngress(input, context);
  checkProtection(context);
  const { networks, hosts, guests, services } = context.nodes;
  const resolved = {
    ...(lab ? { lab } : {}),
    networks: [...networks.values()],
    hosts: [...hosts.values()],
    guests: [...guests.values()],
    services: [...services.values()],
  };
  for (const { checks } of systems) checks?.resolved?.(resolved, context);
  checkSecrets(raw, context);

  const all = [...diagnostics, ...context.diagnostics];
  if (!lab || all.some((diagnostic) => diagnostic.severity === 'error')) return { ok: false, diagnostics: all };
  const { nodes } = context;
  const model: Model = {
    systems,
    lab,
    networks: [...nodes.networks.values()],
    hosts: [...nodes.hosts.values()],
    guests: [...nodes.guests.values()],
    services: [...nodes.services.values()],
    middlewares: [...nodes.middlewares.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    access: [...nodes.access.values()],
    allow: [...nodes.allow.values()],
    targets: [...nodes.targets.values()],
    repositories: [...nodes.repositories.values()],
    policies: [...nodes.policies.values()],
  };
  const spanOf = (subject: SubjectId): Span | undefined => {
    const [kind, id = ''] = subject.split(':') as [Thing['kind'], string];
    const section = SECTION_OF[kind];
    return section && raw.sections[section].has(id) ? context.spanOf(place(section, id), 'key') : undefined;
  };
  const checkFacts = (model: Model) => {
    const before = context.diagnostics.length;
    checkFlows(model, context);
    checkBackups(model, context);
    checkObjectives(model, context);
    for (const { checks } of systems) checks?.derived?.(model, context);
    checkRecovery(model, raw.lab.has('recovery') ? labSpan(raw, 'recovery', ['git']) : undefined, context);
    return context.diagnostics.slice(before);
  };
  return { ok: true, value: { model, spanOf, checkFacts }, warnings: all };
}

const SECTION_OF: Readonly<Partial<Record<Thing['kind'], SectionName>>> = {
  network: 'networks',
  host: 'hosts',
  guest: 'guests',
  service: 'services',
  middleware: 'middlewares',
  access: 'access',
  allow: 'allow',
  target: 'targets',
  repository: 'repositories',
  policy: 'policies',
};
