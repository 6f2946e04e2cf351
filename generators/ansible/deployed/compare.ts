import type { Collection, Drift, Observation } from '../../../core/contract.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import { ago, type Phrase, say } from '../../../lib/phrase/phrase.ts';
import { list } from '../../../lib/plain-words.ts';
import { BESIDE, type DeclaredDeploy } from './declared.ts';
import type { DeployedEntry } from './record.ts';

export interface Compared {
  readonly subject: SubjectId;
  /** Name of the check on a page that tells of several machines; empty where it tells of one. */
  readonly machine: string;
  readonly declared: readonly DeclaredDeploy[];
  /** By name. */
  readonly deployed: ReadonlyMap<string, DeployedEntry>;
  readonly source: string;
  /** ISO 8601 in UTC. */
  readonly observedAt: string;
}

type Seen = Pick<Collection, 'observations' | 'drift'>;

/**
 * What a machine remembers, beside what is declared: one check for the machine and one for each of its services. `up` says that the files
 * are those of today, and that they have taken effect; what runs is for other checks to say.
 */
export function compare({ subject, machine, declared, deployed, source, observedAt }: Compared): Seen {
  const [services, own] = [
    declared.filter(({ service }) => service !== undefined),
    declared.filter(({ service }) => service === undefined),
  ];
  const of = (about: SubjectId, check: string, things: readonly DeclaredDeploy[]): Observation => ({
    subject: about,
    check,
    ...judged(things, deployed),
    observedAt,
    source,
  });
  const drift = (about: SubjectId, thing: DeclaredDeploy): readonly Drift[] => {
    const entry = deployed.get(thing.name);
    return entry && stateOf(thing, entry) === 'changed' ? [changed(about, thing, entry, source)] : [];
  };
  const known = new Set(declared.map(({ name }) => name));
  return {
    observations: [
      ...(own.length > 0 ? [of(subject, machine === '' ? 'deployed' : `deployed:${machine}`, own)] : []),
      ...services.map((thing) => of(thing.service ?? subject, 'deployed', [thing])),
    ],
    drift: [
      ...declared.flatMap((thing) => drift(thing.service ?? subject, thing)),
      ...[...deployed.keys()]
        .filter((name) => !known.has(name) && !BESIDE.has(name))
        .map(
          (name): Drift => ({
            subject,
            kind: 'undeclared',
            actual: name,
            message: `${name} was deployed to it, and nothing declares it any more. Building the lab takes it away.`,
            source,
          }),
        ),
    ],
  };
}

/** `unknown`: no digest tells what was deployed, or what is declared. */
type DeployState = 'whole' | 'changed' | 'unfinished' | 'never' | 'unknown';

function stateOf({ digest }: DeclaredDeploy, entry: DeployedEntry | undefined): DeployState {
  if (entry === undefined) return 'never';
  if (!entry.whole) return 'unfinished';
  if (digest === undefined || entry.digest === null) return 'unknown';
  return digest === entry.digest ? 'whole' : 'changed';
}

/** The things of one page together; the newest of them says since when. */
function judged(
  things: readonly DeclaredDeploy[],
  deployed: ReadonlyMap<string, DeployedEntry>,
): Pick<Observation, 'state' | 'message' | 'at' | 'revision'> {
  const states = Map.groupBy(things, (thing) => stateOf(thing, deployed.get(thing.name)));
  const last = things
    .flatMap(({ name }) => deployed.get(name) ?? [])
    .toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1))
    .at(-1);
  const known = {
    ...(last?.at == null ? {} : { at: last.at }),
    ...(last?.commit == null ? {} : { revision: last.commit }),
  };
  const names = (state: DeployState): string =>
    list(
      (states.get(state) ?? []).map(({ title }) => title),
      5,
    );
  const several = things.length > 1;
  if (states.has('unfinished'))
    return {
      state: 'degraded',
      message: several ? `A deploy was not finished: ${names('unfinished')}` : 'A deploy of it was not finished',
      ...known,
    };
  if (states.has('changed'))
    return {
      state: 'degraded',
      message: several ? `Other files are declared than were deployed: ${names('changed')}` : 'Other files are declared than were deployed',
      ...known,
    };
  const first = things.length > 0 && states.get('never')?.length === things.length;
  if (first) return { state: 'unknown', message: 'No deploy of it is recorded' };
  if (states.has('never')) return { state: 'unknown', message: `No deploy is recorded of ${names('never')}`, ...known };
  if (states.has('unknown'))
    return { state: 'unknown', message: say`${since(last)}; whether its files are those of today is not known`, ...known };
  return { state: 'up', message: since(last), ...known };
}

function since(entry: DeployedEntry | undefined): Phrase {
  if (entry?.at == null) return entry?.commit == null ? 'Deployed' : `Deployed from ${shortCommit(entry.commit)}`;
  return entry.commit === null
    ? say`Deployed ${ago(entry.at)}, from no commit`
    : say`Deployed ${ago(entry.at)} from ${shortCommit(entry.commit)}`;
}

function changed(subject: SubjectId, { title, service }: DeclaredDeploy, { commit, at }: DeployedEntry, source: string): Drift {
  const what = service === undefined ? `The files of “${title}” have` : 'Its files have';
  return {
    subject,
    kind: 'files',
    declared: 'the files of this repository',
    actual: commit === null ? 'files of no commit' : `commit ${shortCommit(commit)}`,
    message: at === null ? `${what} changed since they were deployed` : say`${what} changed since they were deployed ${ago(at)}`,
    source,
  };
}

/** As people write it: twelve digits, with a word where it was not committed. */
const shortCommit = (revision: string): string => `${revision.slice(0, 12)}${revision.endsWith('-dirty') ? ' with changes beside it' : ''}`;
