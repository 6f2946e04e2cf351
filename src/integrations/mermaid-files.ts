import { cp, glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { hasMermaidFence } from '../data/mermaid-fence.ts';

/**
 * Puts Mermaid's own browser build beside the pages when a page has a fence for it. Bundling it again would cost more time
 * than the rest of the build, and a site without fences does not carry it.
 */
export function mermaidFiles(): AstroIntegration {
  let docs = '';
  return {
    name: 'mermaid-files',
    hooks: {
      'astro:config:done': ({ config }) => {
        docs = process.env['RACKBOOK_DOCS'] ?? fileURLToPath(new URL('content/docs/', config.srcDir));
      },
      'astro:build:done': async ({ dir }) => {
        if (!(await someDocHasFence(docs))) return;
        const dist = new URL('./', import.meta.resolve('mermaid'));
        const target = new URL('mermaid/', dir);
        await cp(new URL('mermaid.esm.min.mjs', dist), new URL('mermaid.esm.min.mjs', target));
        await cp(new URL('chunks/mermaid.esm.min/', dist), new URL('chunks/mermaid.esm.min/', target), {
          recursive: true,
          filter: (path) => !path.endsWith('.map'),
        });
      },
    },
  };
}

async function someDocHasFence(folder: string): Promise<boolean> {
  for await (const path of glob('**/*.{md,mdx}', { cwd: folder })) {
    if (hasMermaidFence(await readFile(join(folder, path), 'utf8'))) return true;
  }
  return false;
}
