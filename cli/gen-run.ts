import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../core/contract.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { readInventory, readOverrides } from '../core/parse/read-inventory.ts';
import type { SourceFile } from '../core/parse/source-file.ts';
import { blockedChanges, isStale, type Plan } from '../core/plan/change.ts';
import { unifiedDiff } from '../core/report/diff.ts';
import { planTable } from '../core/report/plan-table.ts';
import { printBlocked } from '../core/report/print-blocked.ts';
import { diagnosticsJson, printDiagnostics } from '../core/report/print-diagnostics.ts';
import { ChangedMeanwhile } from '../core/write/apply.ts';
import { LockedError } from '../core/write/gen-lock.ts';
import { inputsDigest, noteRun, unchangedPlan } from '../core/write/last-run.ts';
import { planSync, sync } from '../core/write/sync.ts';
import { systems } from '../registry/systems.gen.ts';
import { readArguments } from './arguments.ts';
import { openKeptValues } from './parsed-values.ts';
import { planJson } from './plan-json.ts';
import { programDigest } from './program-digest.ts';

const started = performance.now();
const { values, root, inventoryDir } = readArguments({
  usage: 'npm run gen --',
  summary: 'Turns the inventory into configuration in infra/ and documentation in src/content/lab/.',
  options: {
    check: { type: 'boolean' },
    diff: { type: 'boolean' },
    json: { type: 'boolean' },
    'take-back': { type: 'string', multiple: true },
    release: { type: 'string', multiple: true },
  },
  describe: {
    check: 'write nothing; exit 1 and name each stale file when the output is not what the inventory says',
    diff: 'write nothing; show what would change, line by line',
    json: 'print one JSON document for programs',
    'take-back': 'overwrite this hand-edited file; a copy is kept in .rackbook/backup/',
    release: 'leave this file to you from now on; gen neither writes nor deletes it',
  },
});
const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof LockedError || error instanceof ChangedMeanwhile)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const plain = !(values.check || values.diff || values['take-back'] || values.release);
  const texts = { inventory: await readInventory(inventoryDir), overrides: await readOverrides(inventoryDir) };
  const program = plain ? programDigest() : undefined;
  const digest = program === undefined ? undefined : inputsDigest([texts.inventory, texts.overrides], program);
  const unchanged = digest === undefined ? undefined : unchangedPlan(root, digest);
  if (unchanged) {
    report(unchanged, [], false, () => '');
    return 0;
  }
  // Only here, because most runs of an editor's hook or a timer end above.
  const { renderTexts } = await import('../core/pipeline.ts');
  // A check must rest on nothing that an earlier run left.
  const kept = program === undefined ? undefined : openKeptValues(root, program);
  const rendered = renderTexts(texts, systems, kept);
  if (!rendered.ok) return refuse(rendered.diagnostics, rendered.sources, 'Nothing was written.');
  // Not before: an inventory that is refused may hold a secret.
  kept?.save();
  if (!values.json && rendered.warnings.length > 0)
    process.stderr.write(printDiagnostics(rendered.warnings, { sources: textsOf(rendered.sources), color }));
  const { files } = rendered.value;
  const request = { files, takeBack: new Set(values['take-back']), release: new Set(values.release) };
  const dry = values.check === true || values.diff === true;
  const result = dry ? planSync(root, request) : await sync(root, request);
  if (!result.ok) return refuse(result.diagnostics, [], 'Nothing was written.');
  const plan = 'plan' in result.value ? result.value.plan : result.value;
  const stale = isStale(plan);
  const blocked = blockedChanges(plan);
  const { warnings } = rendered;
  if (digest !== undefined && blocked.length === 0 && warnings.length === 0) noteRun(root, digest, plan);
  report(plan, warnings, dry, values.diff ? await explanations(rendered.value.lab.model) : () => '');
  return blocked.length > 0 || (dry && stale && values.check === true) ? 1 : 0;
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

function report(plan: Plan, warnings: readonly Diagnostic[], dry: boolean, explain: Explain): void {
  const durationMs = performance.now() - started;
  if (values.json) process.stdout.write(`${JSON.stringify(planJson(plan, { dry, warnings, durationMs }), null, 2)}\n`);
  else print(plan, warnings.length, durationMs, isStale(plan), explain);
}

function print(plan: Plan, warnings: number, durationMs: number, stale: boolean, explain: Explain): void {
  const out = process.stdout;
  if (values.diff) for (const change of plan.changes) if (change.kind !== 'keep') out.write(`${diffOf(change)}${explain(change.path)}`);
  if (values.check) {
    for (const change of plan.changes) if (change.kind !== 'keep') out.write(`stale: ${change.path} (${wordFor(change)})\n`);
    if (plan.ledgerChanged) out.write('stale: infra/.ledger.json (out of date)\n');
    for (const path of plan.forgotten) out.write(`stale: ${path} (in the ledger, but gone)\n`);
  }
  for (const path of plan.unused) process.stderr.write(`Nothing to do for ${path}: it is no generated file in that state.\n`);
  process.stderr.write(printBlocked(blockedChanges(plan), { read: textOnDisk, color }));
  out.write(planTable(plan, { durationMs, warnings: new Map(warnings > 0 ? [['inventory', warnings]] : []) }));
  if (values.check)
    out.write(stale ? 'The output is stale: run npm run gen and commit what it writes.\n' : 'The output is what the inventory says.\n');
}

function wordFor(change: Plan['changes'][number]): string {
  if (change.kind === 'create') return change.because === 'deleted' ? 'deleted' : 'not yet generated';
  return change.kind === 'update' ? 'out of date' : change.kind === 'delete' ? 'no longer generated' : change.kind;
}

function diffOf(change: Plan['changes'][number]): string {
  if (change.kind === 'keep' || change.kind === 'unsafe') return '';
  const after = 'file' in change && change.file ? change.file.content : '';
  return unifiedDiff(change.path, change.kind === 'create' ? '' : (textOnDisk(change.path) ?? ''), after, { color });
}

function textOnDisk(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
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
