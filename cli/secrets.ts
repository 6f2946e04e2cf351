import { labSecrets } from '../core/facts/secrets/secrets.ts';
import { secretStoreOf } from '../core/facts/secrets/store.ts';
import { loadLab } from '../core/load.ts';
import { printDiagnostics } from '../core/report/print-diagnostics.ts';
import { leftReport, secretsReport } from '../core/report/secrets-report.ts';
import { inert } from '../core/report/terminal.ts';
import { readStoreText } from '../core/secret-store/read-store-file.ts';
import { secretsJson } from '../core/secret-store/secrets-json.ts';
import { isComplete, storeReport } from '../core/secret-store/store-report.ts';
import { suggestionHint } from '../lib/suggest.ts';
import { systems } from '../registry/systems.gen.ts';
import { readArguments } from './arguments.ts';
import { orRefused } from './or-refused.ts';
import { makeValue } from './secrets/make-value.ts';
import { putValues, secretCalled } from './secrets/put-values.ts';
import { faultOfValue, readValue } from './secrets/read-value.ts';

const { values, root, inventoryDir } = readArguments({
  usage: 'npm run secrets --',
  summary: `Lists the secrets of the lab: which its store lacks, where each is used and how it is made. Never shows a value. Ends with 1 where one is
missing or in plain text.`,
  cutOff: 'The store is as it was, or has whole values.',
  options: { json: { type: 'boolean' }, make: { type: 'boolean' }, set: { type: 'string' }, renew: { type: 'string' } },
  describe: {
    json: 'print one JSON document for programs',
    make: 'make all that is missing and made at random, and put it into the store',
    set: 'put the value on the standard input into the store, under this id; a terminal asks for it and shows nothing',
    renew: 'make a new random value for this id, in the place of the one that is there',
  },
});

process.exitCode = await orRefused(main, 'The store was not changed.');

async function main(): Promise<number> {
  const lab = await loadLab(inventoryDir, systems);
  if (!lab.ok) {
    const sources = new Map(lab.sources.map(({ path, text }) => [path, text]));
    process.stderr.write(printDiagnostics(lab.diagnostics, { sources, color: process.stderr.isTTY === true }));
    return 1;
  }
  const { model } = lab.value;
  const store = secretStoreOf(model);
  const secrets = labSecrets(model);
  const read = store ? readStoreText(root, store) : { ok: true as const, text: undefined };
  if (!read.ok) return refuse(read.why);
  const report = storeReport(secrets, store, read.text);
  if (values.make || values.set !== undefined || values.renew !== undefined) {
    if (!store) return refuse('The inventory chose no store: lab.secrets: { store: …, kept: … }.');
    const wanted = await valuesToPut();
    if (typeof wanted === 'string') return refuse(wanted);
    const code = wanted.size === 0 ? 0 : await putValues(wanted, { lab: model.lab, store, root, text: read.text });
    if (code !== 0) return code;
    const after = readStoreText(root, store);
    process.stdout.write(leftReport(storeReport(secrets, store, after.ok ? after.text : undefined), new Set(wanted.keys())));
    return 0;
  }
  process.stdout.write(values.json ? `${JSON.stringify(secretsJson(report), null, 2)}\n` : secretsReport(report));
  return !store || isComplete(report) ? 0 : 1;

  /** By id, or why there are none. */
  async function valuesToPut(): Promise<ReadonlyMap<string, string> | string> {
    if (values.make) {
      const missing = report.secrets.filter(({ state }) => state === 'missing').map(({ secret }) => secret);
      const made = missing.flatMap(({ id, make }) => (make.by === 'random' ? [[id, makeValue(make)] as const] : []));
      return new Map(made);
    }
    const id = values.set ?? values.renew ?? '';
    const secret = secretCalled(secrets, id);
    if (!secret)
      return `The lab has no secret ${id}. ${
        suggestionHint(
          id,
          secrets.map((each) => each.id),
        ) ?? ''
      }`.trim();
    if (values.set === undefined)
      return secret.make.by === 'random'
        ? new Map([[secret.id, makeValue(secret.make)]])
        : `${secret.id} is not made at random: npm run secrets -- --set ${secret.id}.`;
    const value = await readValue(secret.id);
    const lines = secret.files.map(({ content }) => content).find((content) => content.kind === 'lines');
    return faultOfValue(value, lines) ?? new Map([[secret.id, value]]);
  }
}

function refuse(why: string): number {
  process.stderr.write(`${inert(why)}\n`);
  return 1;
}
