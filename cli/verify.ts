import { performance } from 'node:perf_hooks';
import type { SystemParts } from '../core/contract.ts';
import { type Rendered, renderLab } from '../core/pipeline.ts';
import { isStale } from '../core/plan/change.ts';
import { printDiagnostics } from '../core/report/print-diagnostics.ts';
import { inert, pad } from '../core/report/terminal.ts';
import { readLedgerAlone } from '../core/write/read-ledger.ts';
import { planSync } from '../core/write/sync.ts';
import { checkRecord } from '../proofs/check-records.ts';
import type { Proof } from '../proofs/contract.ts';
import { type FileSource, filesOnDisk } from '../proofs/files/file-source.ts';
import { PROOFS } from '../proofs/proofs.ts';
import { proofPath, readProof, writeProof } from '../proofs/record/proof-file.ts';
import { proofTable } from '../proofs/record/proof-table.ts';
import { recordStates } from '../proofs/record/record-states.ts';
import { runProof } from '../proofs/run-proof.ts';
import { judges } from '../registry/judges.ts';
import { systems } from '../registry/systems.gen.ts';
import { type VerifyRow, verifyFiles } from '../tools/verify/verify-files.ts';
import { readArguments } from './arguments.ts';

const { values, positionals, root, inventoryDir } = readArguments({
  usage: 'npm run verify --',
  summary: `Gives every generated file to the real program that will read it, and prints what that said. Name systems to check only these.
Name a proof to run the lab in namespaces of this machine and see that it does what the inventory says: ${PROOFS.map(({ id }) => id).join(', ')}.`,
  options: { json: { type: 'boolean' }, 'check-records': { type: 'boolean' } },
  describe: {
    json: 'print one JSON document for programs',
    'check-records': 'run nothing, and see whether the committed records of the proofs are of the files that are there now',
  },
  allowPositionals: true,
});

const strict = process.env['CI'] === 'true';
const unknown = positionals.find((id) => ![...systems, ...PROOFS].some((known) => known.id === id));
if (unknown !== undefined) {
  const known = [...systems, ...PROOFS].map(({ id }) => id).join(', ');
  process.stderr.write(`There is no system or proof "${inert(unknown)}". Known: ${known}.\n`);
  process.exit(2);
}
const rendered = await renderLab(inventoryDir, systems);
if (!rendered.ok) {
  const sources = new Map(rendered.sources.map(({ path, text }) => [path, text]));
  process.stderr.write(printDiagnostics(rendered.diagnostics, { sources, color: process.stderr.isTTY === true }));
  process.exit(1);
}
const plan = planSync(root, { files: rendered.value.files });
const ledger = readLedgerAlone(root);
if (!plan.ok || !ledger.ok || isStale(plan.value)) {
  process.stderr.write('The output is stale, so a verdict on it would say nothing. Run npm run gen first.\n');
  process.exit(1);
}

const owned = ledger.value;
if (values['check-records']) process.exit(recordsHold(rendered.value, filesOnDisk(root, owned)) ? 0 : 1);
const proofs = PROOFS.filter(({ id }) => positionals.includes(id));
const chosen = systems.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
let failed = false;
if (chosen.length > 0) failed = !(await checkFiles(rendered.value, chosen));
for (const proof of proofs) failed = !(await prove(proof, rendered.value)) || failed;
process.exitCode = failed ? 1 : 0;

/** Whether every file of these systems was taken. */
async function checkFiles({ files }: Rendered, of: readonly SystemParts[]): Promise<boolean> {
  const started = performance.now();
  const rows = await verifyFiles(root, files, of, judges);
  const count = (...verdicts: VerifyRow['verdict'][]) => rows.filter(({ verdict }) => verdicts.includes(verdict)).length;
  if (values.json) process.stdout.write(`${JSON.stringify({ schema: 'rackbook/verify/1', rows }, null, 2)}\n`);
  else {
    printRows(rows);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const others = [
      `${count('refused', 'unchecked')} refused`,
      `${count('skipped', 'elsewhere')} skipped`,
      ...(count('native') > 0 ? [`${count('native')} passed on as written`] : []),
    ];
    const ours = rows.filter(({ verdict, ourReading }) => verdict === 'taken' && ourReading).length;
    const taken = `${count('taken')} taken${ours > 0 ? ` (${ours} by our reading)` : ''}`;
    process.stdout.write(`${taken}, ${others.join(', ')}, ${seconds} s\n`);
    if (count('skipped') > 0)
      process.stdout.write(
        `SKIPPED: ${strict ? 'with CI=true a missing tool is a failure' : 'install the missing tools with npm run tools'}.\n`,
      );
  }
  return count('refused', 'unchecked') === 0 && !(strict && count('skipped') > 0);
}

function printRows(rows: readonly VerifyRow[]): void {
  const width = Math.max(4, ...rows.map(({ path }) => path.length));
  const tools = Math.max(4, ...rows.map((row) => judgeOf(row).length));
  const line = (file: string, tool: string, verdict: string, detail: string) =>
    `${pad(file, width)}  ${pad(tool, tools)}  ${pad(verdict, 9)}  ${detail}`.trimEnd();
  process.stdout.write(`${line('file', 'tool', 'verdict', '')}\n`);
  for (const row of rows) process.stdout.write(`${line(inert(row.path), inert(judgeOf(row)), row.verdict, inert(row.detail))}\n`);
}

/** Who judged: a program with its version, or a grammar of our own. */
function judgeOf({ tool, ourReading }: VerifyRow): string {
  return ourReading ? `${tool} (our reading)` : tool;
}

/** Whether the record of every proof that was named, or of each, is a good one of today's files. */
function recordsHold({ lab: { model } }: Rendered, files: FileSource): boolean {
  const asked = PROOFS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  const states = asked.map((proof) => checkRecord(proof, readProof(proofPath(root, proof.id), proof.id), model, files));
  process.stdout.write(values.json ? `${JSON.stringify({ schema: 'rackbook/proof-records/1', states }, null, 2)}\n` : recordStates(states));
  return states.every(({ state }) => state === 'holds' || state === 'nothing');
}

/** Whether a proof holds. Its record is kept for Git and the site. */
async function prove(proof: Proof, { lab }: Rendered): Promise<boolean> {
  const outcome = await runProof(proof, root, owned, lab.model, (what) => process.stderr.write(`${proof.id}: ${inert(what)} …\n`));
  if ('nothing' in outcome) {
    process.stdout.write(`nothing to prove: ${outcome.nothing}\n`);
    return true;
  }
  if ('obstacle' in outcome) {
    process.stdout.write(`SKIPPED ${proof.id}: ${outcome.obstacle}${strict ? ' (with CI=true this is a failure)' : ''}\n`);
    return !strict;
  }
  writeProof(root, outcome.record);
  process.stdout.write(values.json ? `${JSON.stringify(outcome.record, null, 2)}\n` : proofTable(outcome.record));
  return outcome.record.ok;
}
