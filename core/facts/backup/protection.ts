import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { SubjectId } from '../../model/node.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { Quiesce } from '../../model/service/data-path.ts';
import type { Service } from '../../model/service/service.ts';
import { type UndecidedPath, undecidedName, undecidedPathsOf, undecidedUse } from '../undecided.ts';
import { writtenBy } from './jobs.ts';
import { dataPlace } from './places.ts';
import { frozenSource, quiesceOf } from './quiesce.ts';
import { type UndumpedFiles, undumpedIn } from './undumped.ts';

/** A way in which state is kept a second time. */
export const LAYERS = ['snapshot', 'files', 'guests', 'offsite'] as const;
export type Layer = (typeof LAYERS)[number];

export type LayerState =
  | { readonly state: 'kept' | 'planned'; readonly in: readonly Repository[] }
  /** Snapshots lie in no repository. */
  | { readonly state: 'kept'; readonly in?: undefined }
  | { readonly state: 'none' };

/** Three copies on two media with one of them in another place: the rule is Peter Krogh's, from his book on photographs (2005). */
export interface Verdict321 {
  readonly ok: boolean;
  /** With the original. */
  readonly copies: number;
  /** The machine's own disk is the first. */
  readonly media: number;
  readonly offsite: number;
  /** What is missing, in sentences without a stop; empty when nothing is. */
  readonly missing: readonly string[];
  /** What it will be when all that is planned is there. */
  readonly planned: boolean;
}

/** One thing that holds state, and how well that is kept. */
export interface Protection {
  readonly subject: SubjectId;
  readonly owner: Service | Guest;
  /** As the inventory has it; of a guest its kind and VMID. */
  readonly path: string;
  readonly what: string;
  readonly layers: Readonly<Record<Layer, LayerState>>;
  /** How it holds still while it or its whole guest is copied. */
  readonly quiesce?: Quiesce;
  /** Databases in it that are copied while they run; empty where none is. */
  readonly undumped: readonly UndumpedFiles[];
  readonly policy?: BackupPolicy;
  /** Nobody has decided whether it is kept: nothing is promised for it, and nothing is claimed, not even that a snapshot has it. */
  readonly isUndecided?: true;
  /** Why it is kept nowhere else. */
  readonly because?: string;
  /** Seconds; what is promised for it, by its service or by its policy. */
  readonly rpo?: number;
  readonly rto?: number;
  /** Absent for what is left out on purpose, and for what is undecided. */
  readonly verdict?: Verdict321;
}

/**
 * Guests as a whole, then of each service its data paths and what of its state is undecided: the rows of the coverage matrix. Planned things
 * are left out.
 */
export const protectionOf = once((model: Model): readonly Protection[] => [
  ...model.guests.filter(({ planned }) => !planned).map(guestProtection),
  ...model.services
    .filter(({ planned }) => !planned)
    .flatMap((service) => [
      ...service.data.map((data) => dataProtection(model, service, data)),
      ...undecidedPathsOf(service).map(undecidedProtection),
    ]),
]);

function guestProtection(owner: Guest): Protection {
  const shown = {
    subject: owner.subject,
    owner,
    path: `${owner.type === 'vm' ? 'VM' : 'LXC'} ${owner.vmid}`,
    what: 'whole guest',
    undumped: [],
  };
  const frozen = owner.host.snapshots?.kind === 'guests';
  return { ...shown, ...decided(owner.backup, frozen, {}) };
}

function dataProtection(model: Model, owner: Service, data: Service['data'][number]): Protection {
  const frozen = frozenSource(owner, dataPlace(owner, data.path)) !== undefined;
  const { path, what } = data;
  return {
    subject: owner.subject,
    owner,
    path,
    what,
    quiesce: quiesceOf(model, owner, data),
    undumped: undumpedIn(model, owner, data),
    ...decided(data.backup, frozen, owner.recovery),
  };
}

function undecidedProtection(path: UndecidedPath): Protection {
  const { service: owner } = path;
  const none = { state: 'none' } as const;
  return {
    subject: owner.subject,
    owner,
    path: undecidedName(path),
    what: undecidedUse(path),
    layers: { snapshot: none, files: none, guests: none, offsite: none },
    undumped: [],
    isUndecided: true,
  };
}

function decided(
  { policy, ...rest }: Guest['backup'],
  frozen: boolean,
  own: Service['recovery'],
): Pick<Protection, 'layers' | 'policy' | 'because' | 'rpo' | 'rto' | 'verdict'> {
  const all = policy?.repositories ?? [];
  const written = new Set(writtenBy(policy));
  const layer = (of: readonly Repository[]) => layerOf(of, written);
  const snapshot: LayerState = frozen ? { state: 'kept' } : { state: 'none' };
  const layers = {
    snapshot,
    files: layer(all.filter(({ copies, target }) => copies === 'files' && !target.offsite)),
    guests: layer(all.filter(({ copies, target }) => copies === 'guests' && !target.offsite)),
    offsite: layer(all.filter(({ target }) => target.offsite)),
  };
  if (!policy) return { layers, because: 'because' in rest ? rest.because : '' };
  return { layers, policy, rpo: own.rpo ?? policy.rpo, rto: own.rto ?? policy.rto, verdict: verdict(all, written) };
}

function layerOf(repositories: readonly Repository[], written: ReadonlySet<Repository>): LayerState {
  const running = repositories.filter((repository) => written.has(repository));
  if (running.length > 0) return { state: 'kept', in: running };
  return repositories.length > 0 ? { state: 'planned', in: repositories } : { state: 'none' };
}

function verdict(repositories: readonly Repository[], written: ReadonlySet<Repository>): Verdict321 {
  const now = count([...written]);
  const then = count(repositories);
  const missing = [
    ...(now.copies < 3 ? [`${now.copies} ${now.copies === 1 ? 'copy' : 'copies'} with the original, not 3`] : []),
    ...(now.media < 2 ? ['all on one medium'] : []),
    ...(now.offsite < 1 ? ['none in another place'] : []),
  ];
  return {
    ok: missing.length === 0,
    ...now,
    missing,
    planned: missing.length > 0 && then.copies >= 3 && then.media >= 2 && then.offsite >= 1,
  };
}

/** Two repositories on one target are two copies, and one medium. */
function count(repositories: readonly Repository[]): { copies: number; media: number; offsite: number } {
  const targets = new Set(repositories.map(({ target }) => target));
  return { copies: 1 + repositories.length, media: 1 + targets.size, offsite: [...targets].filter(({ offsite }) => offsite).length };
}
