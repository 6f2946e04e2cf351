import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { liveInventory } from './src/integrations/live-inventory.ts';
import { mermaidFiles } from './src/integrations/mermaid-files.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { sharedCore } from './src/integrations/shared-core.ts';

export default defineConfig({
  site: process.env.RACKBOOK_SITE || undefined,
  base: process.env.RACKBOOK_BASE || '/',
  trailingSlash: 'always',
  integrations: [mdx(), sharedCore(), liveInventory(), mermaidFiles(), searchIndex()],
  // Shiki writes inline styles, which the policy below refuses; Mermaid draws its own fences.
  markdown: { syntaxHighlight: { type: 'prism', excludeLangs: ['mermaid'] } },
  build: { inlineStylesheets: 'never' },
  // One stylesheet for the whole site, and no script inside a page: both are fetched once.
  vite: {
    build: {
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      // Astro marks every MDX page with a directive of its own, and the bundler warns of each.
      rolldownOptions: { onLog: (level, log, pass) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && pass(level, log) },
    },
  },
  devToolbar: { enabled: false },
  security: {
    csp: {
      directives: ["default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'none'", "form-action 'self'"],
      // The search index is read by WebAssembly.
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
    },
  },
});
