import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** Pages that people write; a test brings its own. */
const docs = defineCollection({
  loader: glob({ pattern: '**/*.{md,mdx}', base: process.env['RACKBOOK_DOCS'] ?? './src/content/docs' }),
  schema: z.object({
    title: z.string(),
    description: z.string().default(''),
    /** Place among the pages of its group; smaller comes first. */
    order: z.number().default(100),
    group: z.string().default('Guides'),
  }),
});

export const collections = { docs };
