import type { Decision, FilePolicy, Model } from '../contract.ts';
import type { KeyPath } from '../parse/locate.ts';

/** Something that a file decides otherwise than the inventory has it. */
export interface PolicyDifference {
  /** What is decided now, or `no …` for what is not any more: the words that a reason is given for. */
  readonly what: string;
  readonly at: KeyPath;
}

/** What an override changes of what a file decides. */
export function differencesOf(
  { decides }: Pick<FilePolicy, 'decides'>,
  path: string,
  before: unknown,
  after: unknown,
  model: Model,
): readonly PolicyDifference[] {
  const [was, is] = [decides(before, path, model), decides(after, path, model)].map(byId) as [ById, ById];
  const now = [...is.values()]
    .filter(({ id, says }) => was.get(id)?.says !== says)
    .map(({ id, says, at }) => ({ what: `${id}: ${says}`, at }));
  const gone = [...was.values()].filter(({ id }) => !is.has(id)).map(({ id, at }) => ({ what: `no ${id}`, at }));
  return [...now, ...gone];
}

type ById = ReadonlyMap<string, Decision>;

/** Several of one name are one decision. */
function byId(decisions: readonly Decision[]): ById {
  const groups = Map.groupBy(decisions, ({ id }) => id);
  return new Map([...groups].map(([id, same]) => [id, { id, says: same.map(({ says }) => says).join('; '), at: same[0]?.at ?? [] }]));
}
