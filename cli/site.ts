import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { handOver } from '../core/hand-over.ts';
import { loadLab } from '../core/load.ts';
import type { LoadedLab } from '../core/loaded-lab.ts';
import { siteAddress } from '../core/published/site-address.ts';
import { Refused } from '../core/refused.ts';
import { plainSecrets } from '../core/secret-store/read-store-file.ts';
import { readBundleFiles } from '../generators/bundle/files/read-bundle-files.ts';
import { systems } from '../registry/systems.gen.ts';
import { whenCutOff } from './cut-off.ts';
import { astroWork } from './site/astro-work.ts';
import { publishSite } from './site/publish.ts';

export interface SiteOptions {
  /** Repository of the lab; the site is written to `<root>/dist`. */
  readonly root: string;
  readonly inventoryDir: string;
  /** The lab of that inventory, where the command has loaded it. */
  readonly lab?: LoadedLab;
}

/** Tells the site where the lab is, which it reads in `src/data/`, and Astro where its work is kept. Gives Astro, and its settings for that. Throws what `siteAddress` throws. */
export async function astroFor({ root, inventoryDir }: SiteOptions) {
  const { base, site } = siteAddress(process.env);
  // What astro.config.mjs reads.
  process.env['RACKBOOK_BASE'] = base;
  if (site !== undefined) process.env['RACKBOOK_SITE'] = site;
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  process.env['RACKBOOK_ROOT'] = root;
  process.env['RACKBOOK_INVENTORY'] = inventoryDir;
  const work = astroWork(root);
  // After the line above, which changes how Astro is loaded.
  return { astro: await import('astro'), work };
}

/**
 * Builds the static site and shows it at `<root>/dist`. Throws what `publishSite` throws, {@link Refused} for an inventory with mistakes and
 * a bundle that cannot be made, {@link Refusal} for an address that is none, and what Astro
 * throws, which is an error of the system or a bug.
 */
export async function buildSite(options: SiteOptions): Promise<string> {
  siteAddress(process.env);
  const lab = options.lab ?? (await load(options.inventoryDir));
  refusePlainSecrets(options.root);
  await refuseBundle(lab, options);
  const { astro, work } = await astroFor(options);
  handOver({ inventoryDir: options.inventoryDir, lab });
  whenCutOff('The site that was there is unchanged.');
  const build = async (outDir: string) => {
    const before = process.cwd();
    // Astro keeps the pages as a program below the working folder, and takes them away when all is well.
    rmSync(join(work.folder, '.astro/.prerender'), { recursive: true, force: true });
    process.chdir(work.folder);
    try {
      await astro.build({ ...work.settings, outDir, logLevel: 'warn' });
    } finally {
      process.chdir(before);
    }
  };
  const dist = await publishSite(options.root, build, lab.notSecret);
  whenCutOff(undefined);
  return dist;
}

async function load(inventoryDir: string): Promise<LoadedLab> {
  const loaded = await loadLab(inventoryDir, systems);
  if (!loaded.ok) throw new Refused(loaded.diagnostics);
  return loaded.value;
}

/** Builds the site, serves it, says its address and stays until the process is asked to end. */
export async function buildAndServe(
  options: SiteOptions,
  where: { host?: string | undefined; port?: string | undefined },
  note: string,
): Promise<void> {
  const outDir = await buildSite(options);
  const { astro, work } = await astroFor(options);
  const host = where.host ?? '127.0.0.1';
  const server = await astro.preview({ ...work.settings, outDir, logLevel: 'error', server: { host, port: Number(where.port ?? 4321) } });
  const { base } = siteAddress(process.env);
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  process.stdout.write(`\n  http://${shown}:${server.port}${base}\n\n${note} Ctrl-C ends it.\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.stop();
}

/** Before anything is built: the pages find the same, and Astro would print it as a bug. */
async function refuseBundle(lab: LoadedLab, place: SiteOptions): Promise<void> {
  const contents = await readBundleFiles(lab, place);
  if (!contents.ok) throw new Refused(contents.diagnostics);
}

/** Beside a store that everybody can read nothing is published. */
function refusePlainSecrets(root: string): void {
  const plain = plainSecrets(systems, root);
  if (plain.length > 0) throw new Refused(plain);
}
