import type { HardeningLevel } from '../../model/lab/hardening.ts';
import type { ContainerLimits } from '../../model/lab/lab.ts';
import type { Difference, Kept } from '../difference.ts';
import { labelSteps } from './labels.ts';
import { limitSteps } from './limits.ts';
import { measuresAt } from './measures.ts';
import { networkStep } from './networks.ts';
import { networksOf, placeValue } from './place-value.ts';
import { restartStep } from './restart.ts';
import { secretStep } from './secrets.ts';
import { decide, type Spec, type Step } from './step.ts';
import { timeZoneStep } from './time-zone.ts';

/** What the lab decides for one container. */
export interface LabDecision {
  readonly timezone: string;
  /** Keys of the container's env files, where they could be read. */
  readonly envFileKeys?: ReadonlySet<string>;
  readonly limits: ContainerLimits;
  readonly hardening: HardeningLevel;
  /** Whether others wait until it has ended well. */
  readonly isAwaited: boolean;
  /** By name, each with its options, such as a fixed address. None for a container that uses another's network. */
  readonly networks: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether a label counts whatever the project says. */
  readonly needsLabel: (label: string) => boolean;
  /** Names of secrets that the container reads from /run/secrets. */
  readonly secrets: readonly string[];
}

export interface Overlay {
  readonly document: Spec;
  readonly differences: readonly Difference[];
  readonly kept: readonly Kept[];
}

const LOGGING = { driver: 'json-file', options: { 'max-file': '3', 'max-size': '10m' } };

/**
 * Lays the lab's decisions over one container of a project. What it needs to work (networks, labels, secrets) is added to what the project
 * says; a default only where the project says nothing that it could contradict. The document is the project and the differences, and
 * nothing else.
 */
export function overlayContainer(container: string, project: Spec, decision: LabDecision): Overlay {
  const steps: readonly Step[] = [
    restartStep(project, decision.isAwaited),
    decide(project, 'logging', LOGGING, 'Its log does not fill the disk.', 'logging: { driver: json-file } in the container'),
    { added: measuresAt(decision.hardening, project) },
    ...limitSteps(project, decision.limits),
    timeZoneStep(project, decision.timezone, decision.envFileKeys),
    networkStep(project, decision.networks),
    ...labelSteps(project, decision.labels, decision.needsLabel),
    secretStep(project, decision.secrets),
  ];
  const added = steps.flatMap((step) => step.added ?? []);
  const document = added.reduce<Spec>((spec, { path, value }) => placeValue(spec, path, value), withNetworks(project));
  return {
    document,
    differences: added.map(({ value: _, ...difference }) => ({ container, ...difference })),
    kept: steps.flatMap((step) => (step.kept ?? []).map((each) => ({ container, ...each }))),
  };
}

/** The same container, with the network said that it is in without saying it. */
function withNetworks(project: Spec): Spec {
  if (project['network_mode'] !== undefined) return project;
  return Array.isArray(project['networks']) ? project : { ...project, networks: networksOf(project) };
}
