import { join } from 'node:path';
import type { Model } from '../core/contract.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { type LeftOut, NOBODY } from '../core/left-out.ts';
import type { SubjectId } from '../core/model/node.ts';
import { readInventory, readOverrides } from '../core/parse/read-inventory.ts';
import type { SourceFile } from '../core/parse/source-file.ts';
import { blockedChanges, isStale, type Plan, written } from '../core/plan/change.ts';
import { readNoFollow } from '../core/plan/read-disk.ts';
import { planTable } from '../core/report/plan-table.ts';
import { diagnosticsJson, printDiagnostics } from '../core/report/print-diagnostics.ts';
import { inert } from '../core/report/terminal.ts';
import { HalfApplied } from '../core/write/apply.ts';
import { inputsDigest, noteRun, unchangedPlan } from '../core/write/last-run.ts';
import { type Planner, planSync, type SyncRequest, sync } from '../core/write/sync.ts';
import { readArguments } from './arguments.ts';
import { afterSignals, whenCutOff } from './cut-off.ts';
import type { Resolving } from './gen-resolve.ts';
import { openKeptValues } from './parsed-values.ts';
import { planJson } from './plan-json.ts';
import { programDigest } from './program-digest.ts';

const started = performance.now();
const { values, root, inventoryDir } = readArguments({
  usage: 'npm run gen --',
  summary: 'Turns the inventory into configuration in infra/ and documentation in src/content/lab/.',
  cutOff: 'Nothing was written.',
  options: {
    check: { type: 'boolean' },
    diff: { type: 'boolean' },
    'keep-going': { type: 'boolean' },
    json: { type: 'boolean' },
    resolve: { type: 'boolean' },
    'take-back': { type: 'string', multiple: true },
    release: { type: 'string', multiple: true },
  },
  describe: {
    check: 'write nothing; exit 1 and name each stale file when the output is not what the inventory says',
    diff: 'write nothing; show what would change, line by line',
    'keep-going': 'leave out services with mistakes and whoever needs them, and say which; exit 1 when any is left out',
    json: 'print one JSON document for programs',
    resolve: 'after a merge, rebase or stash that stopped: write what both sides generated anew, and stage it',
    'take-back': 'overwrite this hand-edited file; a copy is kept in .rackbook/backup/',
    release: 'leave this file to you from now on; gen neither writes nor deletes it',
  },
});
/** What `--resolve` found that Git left to do. */
let resolving: Resolving | undefined;
const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];

process.exitCode = await main();

async function main(): Promise<number> {
  const plain = !(values.check || values.diff || values['keep-going'] || values['take-back'] || values.release || values.resolve);
  const texts = { inventory: await readInventory(inventoryDir), overrides: await readOverrides(inventoryDir) };
  const merging = values.resolve ? (await import('./gen-resolve.ts')).startResolving(root, inventoryDir) : undefined;
  if (merging?.ok === false) return refuse(merging.diagnostics, texts.inventory.files, 'Nothing was written.');
  resolving = merging?.value;
  const program = plain ? programDigest() : undefined;
  const digest = program === undefined ? undefined : inputsDigest([texts.inventory, texts.overrides], program);
  const unchanged = digest === undefined ? undefined : unchangedPlan(root, digest);
  if (unchanged) {
    await report(unchanged, [], false, () => '');
    return 0;
  }
  // Only here, because most runs of an editor's hook or a timer end above.
  const { systems } = await import('../registry/systems.gen.ts');
  const { renderTexts, renderWithout } = await import('../core/pipeline.ts');
  // A check must rest on nothing that an earlier run left.
  const kept = program === undefined ? undefined : openKeptValues(root, program);
  const { findByMaintainedRules } = await import('../core/check/maintained-rules.ts');
  const all = [...texts.inventory.files, ...texts.overrides.files];
  const judged = { ...texts, found: await findByMaintainedRules(kept ? all.filter((source) => !kept.isKept(source)) : all) };
  const { rendered, leftOut, refused } = values['keep-going']
    ? renderWithout(judged, systems, kept)
    : { rendered: renderTexts(judged, systems, kept), leftOut: NOBODY, refused: [] };
  if (!rendered.ok) return refuse(rendered.diagnostics, rendered.sources, 'Nothing was written.');
  // Not before: an inventory that is refused may hold a secret.
  kept?.save(new Set([...rendered.warnings.flatMap(({ at }) => (at ? [at.file] : [])), ...(rendered.excused ?? [])]));
  const said = [...refused.filter(({ severity }) => severity === 'error'), ...rendered.warnings];
  if (!values.json && said.length > 0) process.stderr.write(printDiagnostics(said, { sources: textsOf(rendered.sources), color }));
  const { files } = rendered.value;
  const request = { files, takeBack: new Set(values['take-back']), release: new Set(values.release), leftOut: subjectsOf(leftOut) };
  const dry = values.check === true || values.diff === true;
  if (!dry && !resolving) {
    const unsettled = (await import('../core/write/merge/unsettled-ledger.ts')).unsettledLedger(root);
    if (unsettled) return refuse([unsettled], [], 'Nothing was written.');
  }
  const planner = resolving?.planner ?? planSync;
  await afterSignals();
  const result = dry ? planner(root, request) : await write(request, planner);
  if (!result.ok) return refuse(result.diagnostics, [], 'Nothing was written.');
  const plan = 'plan' in result.value ? result.value.plan : result.value;
  const stale = isStale(plan);
  const blocked = blockedChanges(plan);
  if (digest !== undefined && blocked.length === 0 && said.length === 0) noteRun(root, digest, plan);
  await report(plan, said, dry, values.diff ? await explanations(rendered.value.lab.model) : () => '', leftOut);
  const words = dry || blocked.length > 0 ? '' : resolving?.finish(plan);
  if (values.resolve && !values.json) process.stdout.write(words ?? 'Git left nothing to settle.\n');
  return leftOut.size > 0 || blocked.length > 0 || (dry && stale && values.check === true) ? 1 : 0;
}

/** Nothing interrupts the writing: a signal waits until all is written, which takes a second or two for a thousand services. */
async function write(request: SyncRequest, planner: Planner): ReturnType<typeof sync> {
  try {
    const result = await sync(root, request, undefined, planner, () =>
      whenCutOff('All files were written. Run gen again: the ledger does not have them yet.'),
    );
    whenCutOff('All files were written.');
    await afterSignals();
    return result;
  } catch (error) {
    if (!(error instanceof HalfApplied)) throw error;
    whenCutOff(`${error.message} Run gen again: it writes the others, and nothing twice.`);
    throw error.cause;
  }
}

function leftOutWords(leftOut: LeftOut): string {
  const rows = [...leftOut].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, why]) => `  ${id}: ${inert(why)}\n`);
  return `Left out, with the files of their own as they were; firewalls, backups and the ingress do without them:\n${rows.join('')}`;
}

/** Files about these stay as they are. */
function subjectsOf(leftOut: LeftOut): ReadonlySet<SubjectId> {
  return new Set([...leftOut.keys()].map((id): SubjectId => `service:${id}`));
}

/** What belongs below the difference of a file: why a Compose file is not what the inventory has. */
type Explain = (path: string) => string;

async function explanations(model: Model): Promise<Explain> {
  const [{ stacksOf }, { overlayLines }] = await Promise.all([
    import('../core/compose/stacks.ts'),
    import('../core/report/overlay-lines.ts'),
  ]);
  const byPath = new Map(stacksOf(model).map((stack) => [stack.path, stack]));
  return (path) => {
    const stack = byPath.get(path);
    return stack ? overlayLines(stack) : '';
  };
}

async function report(plan: Plan, said: readonly Diagnostic[], dry: boolean, explain: Explain, leftOut: LeftOut = NOBODY): Promise<void> {
  const durationMs = performance.now() - started;
  if (values.json) process.stdout.write(`${JSON.stringify(planJson(plan, { dry, diagnostics: said, durationMs, leftOut }), null, 2)}\n`);
  else await print(plan, said.filter(({ severity }) => severity === 'warning').length, durationMs, isStale(plan), explain);
  if (!values.json && leftOut.size > 0) process.stdout.write(leftOutWords(leftOut));
}

async function print(plan: Plan, warnings: number, durationMs: number, stale: boolean, explain: Explain): Promise<void> {
  const out = process.stdout;
  if (values.diff) await printDiff(plan, explain);
  if (values.check) {
    for (const change of plan.changes) if (change.kind !== 'keep') out.write(`stale: ${change.path} (${wordFor(change)})\n`);
    if (plan.ledgerChanged) out.write('stale: infra/.ledger.json (out of date)\n');
    for (const path of plan.forgotten) out.write(`stale: ${path} (in the ledger, but gone)\n`);
  }
  for (const path of plan.unused) process.stderr.write(`Nothing to do for ${path}: it is no generated file in that state.\n`);
  const blocked = blockedChanges(plan);
  if (blocked.length > 0) {
    const { printBlocked } = await import('../core/report/print-blocked.ts');
    process.stderr.write(
      printBlocked(blocked, { read: (path) => resolving?.textOf(path) ?? bytesOnDisk(path), color, resolving: resolving !== undefined }),
    );
    const { mergeHint } = await import('../core/write/merge/git-state.ts');
    if (!values.resolve) process.stderr.write(mergeHint(root));
  }
  out.write(planTable(plan, { durationMs, warnings: new Map(warnings > 0 ? [['inventory', warnings]] : []) }));
  if (values.check)
    out.write(stale ? 'The output is stale: run npm run gen and commit what it writes.\n' : 'The output is what the inventory says.\n');
}

function wordFor(change: Plan['changes'][number]): string {
  if (change.kind === 'create') return change.because === 'deleted' ? 'deleted' : 'not yet generated';
  return change.kind === 'update' ? 'out of date' : change.kind === 'delete' ? 'no longer generated' : change.kind;
}

async function printDiff(plan: Plan, explain: Explain): Promise<void> {
  const { fileDiff } = await import('../core/report/diff.ts');
  for (const change of plan.changes) {
    if (change.kind === 'keep') continue;
    if (change.kind === 'unsafe') {
      process.stdout.write(explain(change.path));
      continue;
    }
    const before = change.kind === 'create' ? '' : (bytesOnDisk(change.path) ?? '');
    const after = 'file' in change && change.file ? written(change.file) : '';
    process.stdout.write(`${fileDiff(change.path, before, after, { color })}${explain(change.path)}`);
  }
}

function bytesOnDisk(path: string): Uint8Array | undefined {
  try {
    return readNoFollow(join(root, path));
  } catch {
    return undefined;
  }
}

function refuse(diagnostics: readonly Diagnostic[], sources: readonly SourceFile[], end: string): number {
  if (values.json) process.stdout.write(`${JSON.stringify(diagnosticsJson(diagnostics), null, 2)}\n`);
  else process.stderr.write(`${printDiagnostics(diagnostics, { sources: textsOf(sources), color })}${end}\n`);
  return 1;
}

function textsOf(sources: readonly SourceFile[]): ReadonlyMap<string, string> {
  return new Map(sources.map(({ path, text }) => [path, text]));
}
