import { once } from 'node:events';
import { join } from 'node:path';
import { build, preview } from 'astro';
import { handOver } from '../core/hand-over.ts';
import type { LoadedLab } from '../core/loaded-lab.ts';

const CODE = join(import.meta.dirname, '..');

export interface SiteOptions {
  /** Repository of the lab; the site is written to `<root>/dist`. */
  readonly root: string;
  readonly inventoryDir: string;
  /** The lab of that inventory, where the command has loaded it. */
  readonly lab?: LoadedLab;
}

/** Tells the site where the lab is; it reads this in `src/data/`. */
export function pointSiteAt({ root, inventoryDir }: SiteOptions): void {
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  process.env['RACKBOOK_ROOT'] = root;
  process.env['RACKBOOK_INVENTORY'] = inventoryDir;
  process.env['RACKBOOK_SNAPSHOT'] ??= join(root, '.rackbook', 'snapshot.json');
}

/** Builds the static site. Throws what Astro throws, which is a bug: mistakes in the inventory are found before. */
export async function buildSite(options: SiteOptions): Promise<string> {
  pointSiteAt(options);
  if (options.lab) handOver({ inventoryDir: options.inventoryDir, lab: options.lab });
  const outDir = join(options.root, 'dist');
  await build({ root: CODE, outDir, logLevel: 'warn' });
  return outDir;
}

/** Builds the site, serves it, says its address and stays until the process is asked to end. */
export async function buildAndServe(
  options: SiteOptions,
  where: { host?: string | undefined; port?: string | undefined },
  note: string,
): Promise<void> {
  await buildSite(options);
  const host = where.host ?? '127.0.0.1';
  const server = await preview({
    root: CODE,
    outDir: join(options.root, 'dist'),
    logLevel: 'error',
    server: { host, port: Number(where.port ?? 4321) },
  });
  const base = (process.env['RACKBOOK_BASE'] ?? '').replace(/^\/*|\/*$/g, '');
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  process.stdout.write(`\n  http://${shown}:${server.port}/${base === '' ? '' : `${base}/`}\n\n${note} Ctrl-C ends it.\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.stop();
}
