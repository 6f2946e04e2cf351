import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Furniture that every page has, and states, which are old when they are found. */
const NOT_SEARCHED = ['thead', 'svg', '.button', '.state', '[data-pagefind-meta="kind"]'];

/** Builds the search index over the finished pages; only `[data-pagefind-body]` is indexed. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const pagefind = await import('pagefind');
        const { index, errors } = await pagefind.createIndex({
          forceLanguage: 'en',
          includeCharacters: '.:-/',
          excludeSelectors: NOT_SEARCHED,
        });
        if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: fileURLToPath(dir) });
        // Its own writeFiles answers before the last files are whole, and close ends it in the midst of them.
        const { files, errors: unwritten } = await index.getFiles();
        const failed = [...added.errors, ...unwritten];
        if (failed.length > 0) throw new Error(`The search index cannot be made: ${failed.join('; ')}`);
        for (const { path, content } of files) await writeBelow(new URL('pagefind/', dir), path, content);
        await pagefind.close();
        logger.info(`${added.page_count} pages can be searched`);
      },
    },
  };
}

async function writeBelow(folder: URL, path: string, content: Uint8Array): Promise<void> {
  const file = new URL(path, folder);
  await mkdir(new URL('./', file), { recursive: true });
  await writeFile(file, content);
}
