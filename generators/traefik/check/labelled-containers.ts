import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LabelledContainer } from '../../../testbed/stand-in/engine-api.ts';

/** Every container of generated Compose files that has routing labels. */
export async function labelledContainers(root: string, composePaths: readonly string[]): Promise<readonly LabelledContainer[]> {
  const found: LabelledContainer[] = [];
  for (const path of composePaths) {
    const { name: project, services } = parse(await readFile(join(root, path), 'utf8')) as {
      name: string;
      services: Record<string, { labels?: Record<string, unknown>; networks?: Record<string, unknown> }>;
    };
    for (const [name, { labels = {}, networks = {} }] of Object.entries(services)) {
      const texts = Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value).replaceAll('$$', '$')]));
      if ('traefik.enable' in texts) found.push({ name: `${project}-${name}`, labels: texts, networks: Object.keys(networks) });
    }
  }
  return found;
}
