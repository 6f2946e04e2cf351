import { LAYERS, type Layer, type LayerState, type Protection, protectionOf, type Verdict321 } from '../../core/facts/backup/protection.ts';
import { protectionsOf } from '../../core/facts/backup/protection-of.ts';
import { undumpedWords } from '../../core/facts/backup/undumped.ts';
import { groupByEach } from '../../core/facts/group-by-each.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import type { Quiesce } from '../../core/model/service/data-path.ts';
import type { Service } from '../../core/model/service/service.ts';
import { playersOf } from '../../core/roles/played.ts';
import { count, list } from '../../lib/plain-words.ts';
import { model } from './lab.ts';

export { LAYERS, type Layer, type LayerState, type Protection };

/** Everything that holds state, and how well it is kept. */
export const protections: readonly Protection[] = protectionOf(model);

/** How each data path of a service is kept. */
export function protectionByPath(service: Service): ReadonlyMap<string, Protection> {
  return new Map(protectionsOf(model, service).map((row) => [row.path, row]));
}

/** The rows of the matrix under their headings: everything that is decided. */
export const protectionGroups: readonly (readonly [title: string, rows: readonly Protection[]])[] = (
  [
    ['Guests', protections.filter(({ owner }) => owner.kind === 'guest')],
    ['Services', protections.filter(({ owner, isUndecided }) => owner.kind === 'service' && !isUndecided)],
  ] as const
).filter(([, rows]) => rows.length > 0);

export const LAYER_TITLE = {
  snapshot: 'Snapshot',
  files: toolsFor('files'),
  guests: toolsFor('guests'),
  offsite: 'Offsite',
} as const satisfies Record<Layer, string>;

/** The tools that copy files, or whole guests, for the head of a column. */
function toolsFor(copies: Repository['copies']): string {
  const tools = playersOf(model.systems, 'backupTool').filter((tool) => tool.copies === copies);
  return list(tools.map(({ short }) => short));
}

export const LAYER_WORD = { kept: 'kept', planned: 'planned', none: 'no' } as const satisfies Record<LayerState['state'], string>;

/** How data is quiesced while it is copied, in words that follow a policy. */
const QUIESCE_WORDS = {
  dump: 'dumped by its database before',
  stop: 'its containers are stopped meanwhile',
  snapshot: 'read from a snapshot',
  none: 'copied while it runs',
} as const satisfies Record<Quiesce, string>;

/** How a row holds still while it is copied; `isUnsafe` where a database writes to it meanwhile. */
export function quiesceWords({ quiesce, undumped, policy }: Protection): { readonly text: string; readonly isUnsafe: boolean } | undefined {
  if (!quiesce || !policy) return undefined;
  if (undumped.length === 0) return { text: QUIESCE_WORDS[quiesce], isUnsafe: false };
  return { text: `copied while ${undumpedWords(undumped)} writes to it`, isUnsafe: true };
}

const byRepository = groupByEach(protections, ({ policy }) => policy?.repositories ?? []);

/** What a repository holds, and what it will hold when it is there. */
export function heldIn(repository: Repository): readonly Protection[] {
  return byRepository.get(repository) ?? [];
}

/** One third of the rule of three copies on two media with one of them elsewhere, over everything that is kept. */
interface RuleOf321 {
  readonly title: string;
  readonly ok: boolean;
  /** Whether it will hold when all that is planned is there. */
  readonly planned: boolean;
  readonly sentence: string;
}

const verdicts: readonly Verdict321[] = protections.flatMap(({ verdict }) => verdict ?? []);
const places = (n: number): string => count(n, 'place');

/** The verdict on the whole lab, in its three parts. Empty when nothing is kept at all. */
export const rules321: readonly RuleOf321[] =
  verdicts.length === 0
    ? []
    : [
        rule('Three copies', ({ copies }) => copies >= 3, 'have three copies, the original among them'),
        rule('Two media', ({ media }) => media >= 2, 'have copies on two media, the original among them'),
        rule('One elsewhere', ({ offsite }) => offsite >= 1, 'have a copy in another place'),
      ];

export const is321 = rules321.length > 0 && rules321.every(({ ok }) => ok);

function rule(title: string, holds: (verdict: Verdict321) => boolean, words: string): RuleOf321 {
  const held = verdicts.filter(holds).length;
  const missing = verdicts.length - held;
  const planned = missing > 0 && verdicts.filter((verdict) => !holds(verdict)).every((verdict) => verdict.planned);
  const which =
    missing === 0
      ? `All ${places(verdicts.length)}`
      : held === 0
        ? `None of ${places(verdicts.length)}`
        : `${held} of ${places(verdicts.length)}`;
  return {
    title,
    ok: missing === 0,
    planned,
    sentence: `${which} ${held === 1 && missing > 0 ? words.replace(/^have/, 'has') : words}.`,
  };
}

/** What has to come before the rule holds: planned repositories by title. */
export const plannedRepositories: readonly Repository[] = model.repositories.filter(({ planned, target }) => planned || target.planned);
