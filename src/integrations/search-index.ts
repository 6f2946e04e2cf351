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
        const written = await index.writeFiles({ outputPath: fileURLToPath(new URL('pagefind/', dir)) });
        await pagefind.close();
        const failed = [...added.errors, ...written.errors];
        if (failed.length > 0) throw new Error(`The search index cannot be made: ${failed.join('; ')}`);
        logger.info(`${added.page_count} pages can be searched`);
      },
    },
  };
}
