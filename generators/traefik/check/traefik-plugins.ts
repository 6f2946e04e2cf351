import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../../tools/places.ts';

type Tree = Readonly<Record<string, unknown>>;

/** Modules whose options a stand-in checks, since Traefik would fetch a plugin over the Internet. */
const STAND_INS: Readonly<Record<string, string>> = {
  'github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin': 'generators/traefik/plugin-stand-in',
};

/** Where Traefik looks for a local plugin, below its working folder. */
function localPluginFolder(folder: string, moduleName: string): string {
  return join(folder, 'plugins-local', 'src', moduleName);
}

/** Lays every stand-in for a plugin below `folder`. */
export async function layStandIns(folder: string): Promise<void> {
  for (const [moduleName, source] of Object.entries(STAND_INS))
    await layPlugin(join(repository, source), localPluginFolder(folder, moduleName));
}

async function layPlugin(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const name of await readdir(source)) await cp(join(source, name), join(target, name === 'traefik.yml' ? '.traefik.yml' : name));
}

/**
 * `experimental` with each plugin that has a stand-in as a local one, laid below `folder`, which must be Traefik's working folder.
 * Another plugin stays as it is: Traefik then says itself that it cannot be had.
 */
export async function withLocalPlugins(experimental: Tree, folder: string): Promise<Tree> {
  const plugins: Record<string, unknown> = {};
  const local: Record<string, unknown> = { ...(experimental['localPlugins'] as Tree | undefined) };
  for (const [name, plugin] of Object.entries((experimental['plugins'] ?? {}) as Record<string, { moduleName?: string }>)) {
    const source = STAND_INS[plugin.moduleName ?? ''];
    if (source === undefined) plugins[name] = plugin;
    else {
      const target = localPluginFolder(folder, plugin.moduleName ?? '');
      await layPlugin(join(repository, source), target);
      local[name] = { moduleName: plugin.moduleName };
    }
  }
  const { plugins: _, localPlugins: __, ...rest } = experimental;
  return {
    ...rest,
    ...(Object.keys(plugins).length > 0 ? { plugins } : {}),
    ...(Object.keys(local).length > 0 ? { localPlugins: local } : {}),
  };
}
