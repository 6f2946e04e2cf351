import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IngressProof } from '../../../testbed/system-proof.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { layStandIns } from '../check/traefik-plugins.ts';
import { traefik } from '../tool.ts';

/** Why the real program cannot be put into an image, or undefined. */
export const obstacle: IngressProof['obstacle'] = async () => {
  const found = await findTool(traefik);
  if (isMissing(found)) return found.missing;
  if (found.via !== 'image') return undefined;
  return `${traefik.title} is here as an image only, and the proof puts the program into an image of its own: npm run tools ${traefik.id}`;
};

/** The real program with stand-ins for its plugins, as it looks for them below its working folder. */
export const image: IngressProof['image'] = async () => {
  const found = await findTool(traefik);
  if (isMissing(found)) throw new Error(found.missing);
  const plugins = await mkdtemp(join(tmpdir(), 'rackbook-plugins-'));
  try {
    await layStandIns(plugins);
    return {
      image: {
        ports: [],
        binaries: { '/usr/local/bin/traefik': found.argv[0] ?? '' },
        entrypoint: ['/usr/local/bin/traefik'],
        files: await tree(plugins),
      },
      tool: { name: traefik.title, version: found.version },
    };
  } finally {
    await rm(plugins, { recursive: true, force: true });
  }
};

/** Every file below a folder, by its path from there. */
async function tree(folder: string): Promise<Record<string, Buffer>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      entries.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length), await readFile(path)] as const;
      }),
    ),
  );
}
