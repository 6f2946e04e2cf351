import type { Acceptance, JudgeId, SystemParts } from '../../core/contract.ts';
import type { WantedFile } from '../../core/plan/change.ts';
import { findTool, isMissing } from '../find.ts';
import { isInstallable, type Tool } from '../tool.ts';
import type { Candidate, Checker, Judgement } from './checker.ts';
import { checkByProgram } from './program.ts';

export interface VerifyRow {
  readonly path: string;
  /** Program and version: `shellcheck 0.9.0`. */
  readonly tool: string;
  /**
   * `unchecked`: no system names a program for this file, or one that does not exist, which is a gap in Rackbook. `elsewhere`: the program is
   * missing as for `skipped`, and `npm run tools` cannot bring it, so that this is no failure in CI either. `native`: a person's own text,
   * passed on.
   */
  readonly verdict: 'taken' | 'refused' | 'skipped' | 'elsewhere' | 'native' | 'unchecked';
  readonly detail: string;
  /** The verdict is that of our own grammar, see {@link Checker.ourReading}. */
  readonly ourReading?: true;
}

/** Everything that can be asked to take a file. */
export interface Judges {
  readonly checkers: readonly Checker[];
  readonly tools: readonly Tool[];
}

/** Gives every file of the chosen systems to the programs that they declare. Rows are sorted by path and tool. */
export async function verifyFiles(
  root: string,
  files: readonly WantedFile[],
  systems: readonly SystemParts[],
  judges: Judges,
): Promise<readonly VerifyRow[]> {
  const rows: VerifyRow[] = [];
  const byTool = new Map<Acceptance['tool'], Candidate[]>();
  for (const { path, generator: id } of files) {
    const system = systems.find((candidate) => candidate.id === id);
    if (!system) continue;
    const matches = (system.accept ?? []).filter(({ match }) => match.test(path));
    if (system.native?.test(path)) rows.push({ path, tool: '', verdict: 'native', detail: 'text of the inventory, as it is' });
    else if (matches.length === 0) rows.push({ path, tool: '', verdict: 'unchecked', detail: `generators/${id} names no program for it` });
    for (const acceptance of matches) byTool.set(acceptance.tool, [...(byTool.get(acceptance.tool) ?? []), { path, acceptance }]);
  }
  for (const [id, candidates] of byTool) rows.push(...(await ask(id, candidates, root, judges)));
  return rows.sort((a, b) => (`${a.path} ${a.tool}` < `${b.path} ${b.tool}` ? -1 : 1));
}

async function ask(id: string, candidates: readonly Candidate[], root: string, { checkers, tools }: Judges): Promise<VerifyRow[]> {
  const every = (verdict: VerifyRow['verdict'], detail: string) => candidates.map(({ path }) => ({ path, tool: id, verdict, detail }));
  const checker = checkers.find((each) => each.id === id);
  const tool = checker ? checker.needs : tools.find((each) => each.id === id);
  const ours = checker?.ourReading;
  if (checker && !tool) return rowsOf(id, await checker.check(candidates, { root, argv: [] }), ours);
  if (!tool) return every('unchecked', `there is no tool or checker "${id}"`);
  const found = await findTool(tool);
  if (isMissing(found)) return every(isInstallable(tool) ? 'skipped' : 'elsewhere', found.missing);
  const obstacle = await checker?.obstacle?.();
  if (obstacle !== undefined) return every('skipped', obstacle);
  const others = new Map<JudgeId, readonly string[]>();
  for (const other of checker?.alsoNeeds ?? []) {
    const known = tools.find((each) => each.id === other);
    if (!known) return every('unchecked', `there is no tool "${other}"`);
    const here = await findTool(known);
    if (isMissing(here)) return every(isInstallable(known) ? 'skipped' : 'elsewhere', here.missing);
    others.set(other, here.argv);
  }
  const context = { root, argv: found.argv, others };
  const verdicts = checker ? await checker.check(candidates, context) : await checkByProgram(candidates, context);
  return rowsOf(`${id} ${found.version}`, verdicts, ours);
}

function rowsOf(tool: string, verdicts: readonly Judgement[], ourReading: true | undefined): VerifyRow[] {
  const reading = ourReading ? { ourReading } : {};
  return verdicts.map(({ path, ok, detail }) => ({ path, tool, verdict: ok ? 'taken' : 'refused', detail, ...reading }));
}
