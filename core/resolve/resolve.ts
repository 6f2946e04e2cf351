import { deepFreeze } from '../../lib/deep-freeze.ts';
import { checkAddresses } from '../check/address-rules.ts';
import { checkBackups } from '../check/backup-rules.ts';
import { checkClashes } from '../check/clash-rules.ts';
import { checkContainerNames } from '../check/container-name-rule.ts';
import { checkCycles } from '../check/cycle-rule.ts';
import type { Excuses } from '../check/excuses.ts';
import { checkFlows } from '../check/flow-rules.ts';
import { checkNetworkNames, checkSecretNames } from '../check/fragment-names-rule.ts';
import { checkFragments } from '../check/fragment-rules.ts';
import { checkIngress } from '../check/ingress-rule.ts';
import { checkNetworksOfOthers } from '../check/network-of-others-rule.ts';
import { checkObjectives } from '../check/objective-rules.ts';
import { checkOwnRoutes } from '../check/own-routes-rule.ts';
import { checkProtection } from '../check/protection-rule.ts';
import { checkRecovery } from '../check/recovery-rule.ts';
import { checkSecrets } from '../check/secret-rule.ts';
import { checkTrunk } from '../check/trunk-rule.ts';
import type { ReadProjects } from '../compose/project/read-projects.ts';
import type { Model, SystemParts } from '../contract.ts';
import type { Diagnostic, Result, Span } from '../diagnostic.ts';
import type { LeftOut } from '../left-out.ts';
import { resolveAccess } from '../model/access/resolve.ts';
import { resolveAllow } from '../model/allow/resolve.ts';
import { resolveGuests } from '../model/guest/resolve.ts';
import { resolveHosts } from '../model/host/resolve.ts';
import { bySection, kindOf, type SectionName, type Things } from '../model/kinds.ts';
import type { SystemOptions } from '../model/lab/lab.ts';
import { resolveLab } from '../model/lab/resolve.ts';
import { resolveMiddlewares } from '../model/middleware/resolve.ts';
import { resolveNetworks } from '../model/network/resolve.ts';
import type { SubjectId, SubjectKind } from '../model/node.ts';
import { resolvePolicies } from '../model/policy/resolve.ts';
import { linkRepositories, resolveRepositories } from '../model/repository/resolve.ts';
import { linkNeeds } from '../model/service/link.ts';
import { resolveServices } from '../model/service/resolve.ts';
import { linkSecrets } from '../model/service/resolve-secrets.ts';
import { resolveTargets } from '../model/target/resolve.ts';
import { place } from '../reporter.ts';
import { createContext } from './context.ts';
import { labSpan } from './lab-span.ts';
import { checkSchema } from './typed-input.ts';

export interface ResolvedLab {
  readonly model: Model;
  /** Where a thing is declared; undefined for the lab itself. */
  readonly spanOf: (subject: SubjectId) => Span | undefined;
  /** Where a key of the lab stands. */
  readonly labSpan: (key: string, path: readonly string[]) => Span;
  /** What the facts show to be wrong with the inventory. */
  readonly checkFacts: (model: Model) => readonly Diagnostic[];
}

/** The joined files with the Compose projects, and the services that this run does without. */
export interface ReadInventory extends Pick<ReadProjects, 'raw' | 'projects'> {
  readonly leftOut: LeftOut;
  /** What the inventory says is no secret. */
  readonly excuses: Excuses;
}

/**
 * Turns the joined files into the Model: checks the schema, follows references, then checks the rules that need several files.
 * Every mistake that is distinct from another is reported in one run.
 */
export function resolve(
  { raw, projects, leftOut, excuses }: ReadInventory,
  systems: readonly SystemParts[],
  options: SystemOptions,
): Result<ResolvedLab> {
  const { input, diagnostics } = checkSchema(raw, systems, leftOut);
  const context = createContext(raw, systems, projects);
  resolveNetworks(input, context);
  resolveHosts(input, context);
  resolveTargets(input, context);
  resolveRepositories(input, context);
  resolvePolicies(input, context);
  resolveGuests(input, context);
  resolveMiddlewares(input, context);
  resolveAccess(input, context);
  resolveServices(input, context);
  linkNeeds(input, context);
  linkSecrets(input, context);
  linkRepositories(input, context);
  resolveAllow(input, context);
  // Each map holds the things of its section; TypeScript loses that when it joins the maps to one type.
  const listOf = (section: SectionName) =>
    [...context.nodes[section].values()].sort((a, b) => (a.id < b.id ? -1 : 1)) as Things[SectionName];
  const lab = resolveLab(input, raw, options, context);

  checkAddresses(context);
  checkTrunk(lab, raw.lab.has('router') ? () => labSpan(raw, 'router', []) : undefined, context);
  checkClashes(context);
  checkCycles(context);
  checkFragments(context);
  checkSecretNames(context);
  checkIngress(input, lab, context);
  checkProtection(context);
  const resolved = { ...(lab ? { lab } : {}), ...bySection<Things>(listOf) };
  for (const { checks } of systems) checks?.resolved?.(resolved, context);
  checkSecrets(raw, leftOut, excuses, context);

  const all = [...diagnostics, ...context.diagnostics];
  if (!lab || all.some((diagnostic) => diagnostic.severity === 'error')) return { ok: false, diagnostics: all };
  for (const system of systems) Object.freeze(system);
  const model: Model = Object.freeze({ ...deepFreeze({ lab, ...bySection<Things>(listOf) }), systems: Object.freeze(systems) });
  const spanOf = (subject: SubjectId): Span | undefined => {
    const [kind, id = ''] = subject.split(':') as [SubjectKind, string];
    const section = kindOf(kind)?.section;
    return section && raw.sections[section].has(id) ? context.spanOf(place(section, id), 'key') : undefined;
  };
  const checkFacts = (model: Model) => {
    const before = context.diagnostics.length;
    checkNetworkNames(model, context);
    checkNetworksOfOthers(model, context);
    checkOwnRoutes(model, context);
    checkFlows(model, context);
    checkContainerNames(model, context);
    checkBackups(model, context);
    checkObjectives(model, context);
    for (const { checks } of systems) checks?.derived?.(model, context);
    checkRecovery(model, raw.lab.has('recovery') ? () => labSpan(raw, 'recovery', ['git']) : undefined, context);
    return context.diagnostics.slice(before);
  };
  return { ok: true, value: { model, spanOf, labSpan: (key, path) => labSpan(raw, key, path), checkFacts }, warnings: all };
}
