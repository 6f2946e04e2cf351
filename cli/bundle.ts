import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { loadLab } from '../core/load.ts';
import type { LoadedLab } from '../core/loaded-lab.ts';
import type { SourceFile } from '../core/parse/source-file.ts';
import { secretsKnownHere } from '../core/published/known-here.ts';
import { scanPublished } from '../core/published/scan.ts';
import { printDiagnostics } from '../core/report/print-diagnostics.ts';
import { inert } from '../core/report/terminal.ts';
import { plainSecrets } from '../core/secret-store/read-store-file.ts';
import { writeOwnFile } from '../core/write/own-file.ts';
import { ARCHIVE_NAME, HTML_NAME, makeBundle } from '../generators/bundle/files/bundle.ts';
import { PACKED } from '../generators/bundle/files/bundle-file.ts';
import { leftOutWords } from '../generators/bundle/files/left-out-words.ts';
import { readBundleFiles } from '../generators/bundle/files/read-bundle-files.ts';
import { systems } from '../registry/systems.gen.ts';
import { readArguments } from './arguments.ts';

const { positionals, root, inventoryDir } = readArguments({
  usage: 'npm run bundle --',
  summary: `Writes what to have at hand when the lab is down into a folder, bundle/ unless named: ${HTML_NAME}, to print, and ${ARCHIVE_NAME}, with the
generated files and the inventory. Keep a copy where neither the lab nor its site is needed.`,
  cutOff: 'The bundle was not written whole.',
  options: {},
  describe: {},
  allowPositionals: true,
});

const folder = resolve(positionals[0] ?? join(root, 'bundle'));
const lab = await loadLab(inventoryDir, systems);
process.exitCode = lab.ok ? await write(lab.value) : refuse(lab.diagnostics, lab.sources);

async function write(loaded: LoadedLab): Promise<number> {
  const plain = plainSecrets(systems, root);
  if (plain.length > 0) return refuse(plain);
  const contents = await readBundleFiles(loaded, { root, inventoryDir });
  if (!contents.ok) return refuse(contents.diagnostics);
  const { files, leftOut } = contents.value;
  for (const name of PACKED)
    if (!files.some(({ path }) => path.startsWith(`${name}/`)))
      process.stderr.write(`There is no file below ${name}/, and so none in the bundle.\n`);
  for (const { path, why } of leftOut) process.stderr.write(`Not in the bundle: ${inert(path)} ${leftOutWords(why)}\n`);
  const { html, archive, edition } = await makeBundle(loaded.model, contents.value);
  const written = [
    { path: HTML_NAME, content: Buffer.from(html) },
    { path: ARCHIVE_NAME, content: Buffer.from(archive) },
  ];
  const found = await scanPublished(written, { known: secretsKnownHere(), excuse: loaded.notSecret });
  if (found.length > 0) return refuse(found);
  makeFolder(folder);
  // Who names a folder means where it leads; a link in it is replaced.
  const target = realpathSync(folder);
  for (const { path, content } of written) writeOwnFile(target, path, content);
  process.stdout.write(
    `Wrote ${HTML_NAME} and ${ARCHIVE_NAME} to ${inert(relative(process.cwd(), folder) || folder)}, edition ${edition}\n`,
  );
  return 0;
}

function refuse(diagnostics: readonly Diagnostic[], sources: readonly SourceFile[] = []): number {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  process.stderr.write(`${printDiagnostics(diagnostics, { sources: texts, color: process.stderr.isTTY === true })}Nothing was written.\n`);
  return 1;
}

/** One by one, because on a read-only disk Node's own recursion says that the folder is not there. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
