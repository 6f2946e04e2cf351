import type { Phrase, Unit } from '../../lib/phrase/phrase.ts';
import type { SourceReport, State } from '../contract.ts';
import type { SubjectId } from '../model/node.ts';

/** `planned` is not a health state: a planned thing is drawn, never judged and never counted. */
export type StatusState = State | 'planned';

/** One check of one thing, whether it was made or not. */
export interface CheckView {
  /** Unique within its subject. */
  readonly check: string;
  /** For people: `HTTP /health`, `Container jellyfin`. */
  readonly title: string;
  /** What may be said now: `unknown` when the snapshot is too old or the check was not made. */
  readonly state: State;
  /** What it was when it was last seen, only where `state` hides it because the snapshot is too old. */
  readonly lastSeen?: State;
  /** Text from a live source: escape it in every format. */
  readonly message?: Phrase;
  readonly value?: number;
  readonly unit?: Unit;
  /** The instant that it found, see {@link Observation.at}. */
  readonly at?: string;
  /** The commit that it found, see {@link Observation.revision}. */
  readonly revision?: string;
  /** ISO 8601 in UTC; absent when the check was not made. */
  readonly observedAt?: string;
}

/** How many things are in which state; `unchecked` are those of which nothing tells. They add up to all that were counted. */
export type StateCounts = Readonly<Record<StatusState | 'unchecked', number>>;

/** Why something is judged as it is. */
export interface Reason {
  /** Whole sentence. */
  readonly text: Phrase;
  /** Of what it speaks: a fault is `down` or `degraded`, what was seen well is `up`, what was not seen is `unknown`. */
  readonly state: State;
  /** The check that says so, where it is a single one. */
  readonly check?: string;
}

export interface SubjectView {
  readonly subject: SubjectId;
  readonly title: string;
  readonly state: StatusState;
  /** What it was when it was last seen, only on a stale view. */
  readonly lastSeen?: StatusState;
  /** Since when it is so, as its containers or its kernel say. ISO 8601 in UTC; absent when unknown. */
  readonly since?: string;
  /** Why it is judged so: faults first, the weightiest at their head; then what was seen well and what was not seen. */
  readonly reasons: readonly Reason[];
  /** The fault lies there; this thing is only hit by it and raises no attention of its own. */
  readonly because?: SubjectId;
  /** Sorted by check. */
  readonly checks: readonly CheckView[];
  /**
   * What to draw for it: the worst of itself and, for hosts and guests, of what they carry. Down is worse than degraded, degraded than
   * unknown, unknown than up; what is planned and what nothing checks is left out.
   */
  readonly mark: StatusState;
  /** What runs on it, for hosts and guests with something on them. */
  readonly children?: {
    readonly counts: StateCounts;
    /** Those that make the mark worse than its own state. */
    readonly worst: readonly SubjectId[];
  };
  /** Whether anything tells of it: it is not planned, and a check of it, or of the copies that it makes, is declared or was made. */
  readonly counted: boolean;
}

/** Something to look into, the worst first. */
export interface Attention {
  readonly subject: SubjectId;
  readonly state: 'down' | 'degraded' | 'unknown';
  /** `Wiki is down` */
  readonly title: string;
  /** What was seen and what else is hit by it; one or two sentences. */
  readonly detail: Phrase;
  /** Site path of the page that helps. */
  readonly href: string;
}

export interface Verdict {
  readonly state: State;
  /** One sentence that a person would say, with its full stop. */
  readonly sentence: Phrase;
  /** How that is known: counts and dead sources. May be empty. */
  readonly detail: string;
}

/** What may be said of the lab at one moment. */
export interface StatusView {
  readonly verdict: Verdict;
  /** ISO 8601 in UTC; absent when there is no usable snapshot. */
  readonly takenAt?: string;
  /** Seconds since the snapshot was taken. */
  readonly ageSeconds?: number;
  /** Seconds after which the snapshot counts as too old: the shorter of the snapshot's and the lab's. */
  readonly ttlSeconds: number;
  /** True when there is a snapshot and it is too old, or from the future. */
  readonly stale: boolean;
  /** A demo played the lab. */
  readonly demo: boolean;
  readonly sources: readonly SourceReport[];
  /** Every thing of the Model, in the order lab, hosts, guests, services, networks, the rest. */
  readonly bySubject: ReadonlyMap<SubjectId, SubjectView>;
  /** All hosts, guests and services, each by its own state. */
  readonly counts: StateCounts;
  readonly attention: readonly Attention[];
}
