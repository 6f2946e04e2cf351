import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../../core/contract.ts';
import { reference } from './reference-root.ts';
import { serveFolder } from './serve-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface SiteOptions {
  readonly snapshot?: Snapshot;
  /** Content of the record of the ingress proof; nothing by default. */
  readonly proof?: unknown;
  /** The same of the proof of the network. */
  readonly networkProof?: unknown;
  /** The same of the proof of the backups. */
  readonly backupProof?: unknown;
  readonly inventoryDir?: string;
  readonly docsDir?: string;
  /** Path below which the site lives, with a `/` at both ends. */
  readonly base?: string;
}

export interface BuiltSite extends AsyncDisposable {
  /** Folder with the built files. */
  readonly dist: string;
  /** Address of the start page, ends with `/`. */
  readonly url: string;
}

/** Builds the site of the reference lab as a user would and serves it. One build at a time: Astro keeps its work in one folder. */
export async function buildSite({
  snapshot,
  proof,
  networkProof,
  backupProof,
  inventoryDir = reference.inventoryDir,
  docsDir,
  base = '/',
}: SiteOptions): Promise<BuiltSite> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-site-'));
  const dist = join(folder, 'dist');
  const snapshotFile = join(folder, 'snapshot.json');
  const proofFile = join(folder, 'proof.json');
  if (snapshot) await writeFile(snapshotFile, JSON.stringify(snapshot));
  const networkProofFile = join(folder, 'network-proof.json');
  if (proof !== undefined) await writeFile(proofFile, JSON.stringify(proof));
  const backupProofFile = join(folder, 'backup-proof.json');
  if (backupProof !== undefined) await writeFile(backupProofFile, JSON.stringify(backupProof));
  if (networkProof !== undefined) await writeFile(networkProofFile, JSON.stringify(networkProof));
  await runAstro(['build', '--root', ROOT, '--outDir', dist], {
    RACKBOOK_ROOT: reference.root,
    RACKBOOK_INVENTORY: inventoryDir,
    RACKBOOK_SNAPSHOT: snapshotFile,
    RACKBOOK_PROOF: proofFile,
    RACKBOOK_NETWORK_PROOF: networkProofFile,
    RACKBOOK_BACKUP_PROOF: backupProofFile,
    RACKBOOK_BASE: base,
    RACKBOOK_SITE: 'https://lab.example.net',
    ...(docsDir ? { RACKBOOK_DOCS: docsDir } : {}),
  });
  const server = await serveFolder(dist, base);
  return {
    dist,
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function runAstro(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const astro = join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');
  // Of the environment only what a program needs to run: Vitest's own BASE_URL and MODE would reach the site.
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [astro, ...args], { cwd: ROOT, env: { PATH, HOME, ...env, ASTRO_TELEMETRY_DISABLED: '1' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`astro ${args[0]} ended with ${code}:\n${output}`);
}
