import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders below `infra/` whose files decide how a request reaches an app. */
const INGRESS = ['cloudflared', 'compose', 'crowdsec', 'docker', 'nftables', 'traefik'];

/** What the proof of the network loads, and that of the ingress does not. */
const ROUTER = 'infra/nftables/router/';

/** SHA-256, in hexadecimal, over paths and contents of the generated files that the ingress proof runs, as they are on disk. */
export function ingressDigest(root: string): string {
  return digestOf(
    root,
    INGRESS.flatMap((folder) => filesBelow(root, `infra/${folder}`)).filter((path) => !path.startsWith(ROUTER)),
  );
}

/** The same of the files that the network proof loads. */
export function networkDigest(root: string): string {
  return digestOf(root, filesBelow(root, ROUTER.slice(0, -1)));
}

/** Folders whose files make backups, or say how to bring them back. */
const BACKUP = ['infra/btrbk', 'infra/compose', 'infra/dumps', 'infra/restic', 'src/content/lab/runbooks'];

/** The same of what the backup proof runs: jobs, dumps, stacks, and the runbooks as text. */
export function backupDigest(root: string): string {
  return digestOf(
    root,
    BACKUP.flatMap((folder) => filesBelow(root, folder)),
  );
}

function digestOf(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesBelow(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath.slice(root.length + 1)}/${entry.name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
