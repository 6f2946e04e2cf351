import { join } from 'node:path';
import { build, preview } from 'astro';

const CODE = join(import.meta.dirname, '..');

export interface SiteOptions {
  /** Repository of the lab; the site is written to `<root>/dist`. */
  readonly root: string;
  readonly inventoryDir: string;
}

/** Tells the site where the lab is; it reads this in `src/data/`. */
export function pointSiteAt({ root, inventoryDir }: SiteOptions): void {
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  process.env['RACKBOOK_ROOT'] = root;
  process.env['RACKBOOK_INVENTORY'] = inventoryDir;
  process.env['RACKBOOK_SNAPSHOT'] ??= join(root, '.rackbook', 'snapshot.json');
}

/** Builds the static site. Throws what Astro throws, which is a bug of ours: mistakes in the inventory are found before. */
export async function buildSite(options: SiteOptions): Promise<string> {
  pointSiteAt(options);
  const outDir = join(options.root, 'dist');
  await build({ root: CODE, outDir, logLevel: 'warn' });
  return outDir;
}

export interface ServedSite {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves what {@link buildSite} wrote, on this machine alone unless another host is named. */
export async function serveSite(options: SiteOptions, host: string, port: number): Promise<ServedSite> {
  const server = await preview({ root: CODE, outDir: join(options.root, 'dist'), logLevel: 'error', server: { host, port } });
  const base = (process.env['RACKBOOK_BASE'] ?? '/').replace(/^\/*|\/*$/g, '');
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return { url: `http://${shown}:${server.port}/${base === '' ? '' : `${base}/`}`, stop: () => server.stop() };
}
