import { performance } from 'node:perf_hooks';
import { renderLab } from '../core/pipeline.ts';
import { isStale } from '../core/plan/change.ts';
import { printDiagnostics } from '../core/report/print-diagnostics.ts';
import { inert, pad } from '../core/report/terminal.ts';
import { planSync } from '../core/write/sync.ts';
import { verifyFiles } from '../tools/checkers/verify-files.ts';
import { readArguments } from './arguments.ts';
import { loadGenerators } from './registry.ts';

const { values, positionals, root, inventoryDir } = readArguments({
  usage: 'npm run verify --',
  summary: 'Gives every generated file to the real program that will read it, and prints what that said. Name systems to check only these.',
  options: { json: { type: 'boolean' } },
  describe: { json: 'print one JSON document for programs' },
  allowPositionals: true,
});

const started = performance.now();
const generators = await loadGenerators();
const unknown = positionals.find((id) => !generators.some((generator) => generator.id === id));
if (unknown !== undefined) {
  process.stderr.write(`There is no system "${inert(unknown)}". Known: ${generators.map(({ id }) => id).join(', ')}.\n`);
  process.exit(2);
}
const rendered = await renderLab(inventoryDir, generators);
if (!rendered.ok) {
  const sources = new Map(rendered.sources.map(({ path, text }) => [path, text]));
  process.stderr.write(printDiagnostics(rendered.diagnostics, { sources, color: process.stderr.isTTY === true }));
  process.exit(1);
}
const plan = planSync(root, { files: rendered.value.files });
if (!plan.ok || isStale(plan.value)) {
  process.stderr.write('The output is stale, so a verdict on it would say nothing. Run npm run gen first.\n');
  process.exit(1);
}

const chosen = generators.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
const rows = await verifyFiles(root, rendered.value.files, chosen);
const refused = rows.filter(({ verdict }) => verdict === 'refused' || verdict === 'unchecked');
const skipped = rows.filter(({ verdict }) => verdict === 'skipped');
const strict = process.env['CI'] === 'true';

if (values.json) process.stdout.write(`${JSON.stringify({ schema: 'rackbook/verify/1', rows }, null, 2)}\n`);
else printTable();
process.exitCode = refused.length > 0 || (strict && skipped.length > 0) ? 1 : 0;

function printTable(): void {
  const width = Math.max(4, ...rows.map(({ path }) => path.length));
  const tools = Math.max(4, ...rows.map(({ tool }) => tool.length));
  const line = (file: string, tool: string, verdict: string, detail: string) =>
    `${pad(file, width)}  ${pad(tool, tools)}  ${pad(verdict, 8)}  ${detail}`.trimEnd();
  process.stdout.write(`${line('file', 'tool', 'verdict', '')}\n`);
  for (const { path, tool, verdict, detail } of rows) process.stdout.write(`${line(inert(path), inert(tool), verdict, inert(detail))}\n`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${rows.length - refused.length - skipped.length} taken, ${refused.length} refused, ${skipped.length} skipped, ${seconds} s\n`,
  );
  if (skipped.length > 0)
    process.stdout.write(
      `SKIPPED: ${strict ? 'with CI=true a missing tool is a failure' : 'install the missing tools with npm run tools'}.\n`,
    );
}
