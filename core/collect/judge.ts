import { say } from '../../lib/phrase/phrase.ts';
import type { Model, Snapshot, State } from '../contract.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { SubjectId } from '../model/node.ts';
import type { Thing } from '../model/thing.ts';
import { attentionOf } from './attention.ts';
import { causesOf } from './causes.ts';
import { type Check, checksOf } from './checks.ts';
import { copiesOf } from './copies-of.ts';
import { judgeCopies } from './judge-copies.ts';
import { judgeMachine } from './judge-machine.ts';
import { judgeService } from './judge-service.ts';
import type { JudgedState } from './reasons.ts';
import { countStates, worstOf } from './state-counts.ts';
import type { CheckView, Reason, StatusView, SubjectView } from './status-view.ts';
import { runningOn, things } from './things.ts';
import { hideAll, oldness } from './too-old.ts';
import { verdictOf } from './verdict.ts';

/** Seconds that two clocks may differ before a snapshot counts as being from the future. */
const CLOCK_SKEW = 300;

/** Says what may be said of every thing of the lab at `now`. Pure. `snapshot` is undefined when there is no usable one. */
export function judge(model: Model, snapshot: Snapshot | undefined, now: Date): StatusView {
  const age = snapshot === undefined ? undefined : Math.floor((now.getTime() - Date.parse(snapshot.takenAt)) / 1000);
  const ttl = Math.min(snapshot?.ttlSeconds ?? model.lab.statusTtl, model.lab.statusTtl);
  const future = age !== undefined && age < -CLOCK_SKEW;
  const stale = age !== undefined && (age > ttl || future);
  // An old snapshot is judged as of its own moment, so that what was last seen can be shown.
  const at = stale && snapshot !== undefined ? new Date(snapshot.takenAt) : now;

  const checks = checksOf(model, snapshot, at, ttl);
  const judged = judgeAll(model, checks, snapshot);
  const causes = causesOf(model, judged);
  const titles = new Map(things(model).map((node) => [node.subject, node.title]));

  const fresh = new Map<SubjectId, SubjectView>();
  for (const node of things(model))
    fresh.set(node.subject, view(node, checks.get(node.subject) ?? [], judged.get(node.subject), causes.get(node.subject), titles));
  const old = stale && snapshot !== undefined ? oldness(snapshot.takenAt, future) : undefined;
  const bySubject = withChildren(model, old === undefined ? fresh : hideAll(fresh, old));
  const counts = countStates([...model.hosts, ...model.guests, ...model.services].flatMap(({ subject }) => bySubject.get(subject) ?? []));

  const sources = snapshot?.sources ?? [];
  const verdict = verdictOf({
    bySubject,
    judged,
    counts,
    sources,
    present: snapshot !== undefined,
    ...(old === undefined ? {} : { stale: old }),
  });
  return {
    verdict,
    ...(snapshot === undefined ? {} : { takenAt: snapshot.takenAt, ageSeconds: Math.max(0, age ?? 0) }),
    ttlSeconds: ttl,
    stale,
    demo: snapshot?.demo === true,
    sources,
    bySubject,
    counts,
    attention: attentionOf({ bySubject, snapshot, stale: old }),
  };
}

function judgeAll(
  model: Model,
  checks: ReadonlyMap<SubjectId, readonly Check[]>,
  snapshot: Snapshot | undefined,
): Map<SubjectId, JudgedState> {
  const judged = new Map<SubjectId, JudgedState>();
  const ingressAnswers = [...checks.values()]
    .flat()
    .some(
      ({ proves, observedAt, lastSeen, unit }) =>
        (proves === 'ingress' || proves === 'guard') && observedAt !== undefined && lastSeen === undefined && unit === 'ms',
    );
  const answering = (node: Host | Guest): string | undefined =>
    runningOn(model, node).find(({ subject }) => answers(checks.get(subject)))?.title;
  const drifted = Map.groupBy(snapshot?.drift ?? [], ({ subject }) => subject);
  for (const node of things(model)) {
    if (node.planned) continue;
    const own = checks.get(node.subject) ?? [];
    const drift = drifted.get(node.subject) ?? [];
    const copies = copiesOf(model, node, checks);
    judged.set(
      node.subject,
      copies.length > 0 || node.kind === 'policy' || node.kind === 'repository'
        ? judgeCopies([...own, ...copies])
        : node.kind === 'service'
          ? judgeService(own, drift, node === model.lab.ingress && ingressAnswers)
          : judgeMachine(own, node.kind === 'host' || node.kind === 'guest' ? answering(node) : undefined),
    );
  }
  return judged;
}

const answers = (checks: readonly Check[] | undefined): boolean =>
  checks?.some(({ proves, state }) => state === 'up' && (proves === 'direct' || proves === 'container' || proves === 'engine')) ?? false;

function view(
  node: Thing,
  checks: readonly Check[],
  judged: JudgedState | undefined,
  because: SubjectId | undefined,
  titles: ReadonlyMap<SubjectId, string>,
): SubjectView {
  const base = { subject: node.subject, title: node.title };
  if (!judged) return { ...base, state: 'planned', mark: 'planned', reasons: [], checks: [], counted: false };
  const since = sinceWhen(judged.state, checks);
  const blame: Reason[] = because === undefined ? [] : [{ text: say`Because ${titles.get(because) ?? because} is down.`, state: 'down' }];
  return {
    ...base,
    state: judged.state,
    ...(since === undefined ? {} : { since }),
    mark: judged.state,
    reasons: [...blame, ...judged.faults.map(({ kind: _kind, ...reason }) => reason), ...judged.notes],
    ...(because === undefined ? {} : { because }),
    checks: checks.map(shown),
    // What was deployed may run or not: alone, it does not make a thing one that is checked.
    counted:
      checks.some(({ proves }) => proves !== 'deploy') ||
      judged.state !== 'unknown' ||
      judged.notes.some(({ check }) => check !== undefined),
  };
}

function shown({ proves: _proves, aside: _aside, declared: _declared, ...check }: Check): CheckView {
  return check;
}

/** Containers and kernels tell since when they have been so; the youngest of them decides. */
function sinceWhen(state: State, checks: readonly Check[]): string | undefined {
  const wanted = state === 'degraded' ? 'up' : state;
  return checks
    .filter((check) => check.state === wanted && (check.proves === 'container' || check.proves === 'uptime'))
    .flatMap(({ at }) => at ?? [])
    .toSorted()
    .at(-1);
}

function withChildren(model: Model, views: ReadonlyMap<SubjectId, SubjectView>): Map<SubjectId, SubjectView> {
  const done = new Map(views);
  for (const machine of [...model.hosts, ...model.guests]) {
    const carried = runningOn(model, machine).flatMap(({ subject }) => views.get(subject) ?? []);
    const own = views.get(machine.subject);
    if (!own || carried.length === 0) continue;
    const mark = worstOf(own, carried);
    const worst = mark === own.state ? [] : carried.filter(({ state, counted }) => counted && state === mark).map(({ subject }) => subject);
    done.set(machine.subject, { ...own, mark, children: { counts: countStates(carried), worst } });
  }
  return done;
}
