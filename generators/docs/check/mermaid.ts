import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkMermaid } from '../../../diagrams/check-mermaid.ts';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';

const FENCE = /^(`{3,})mermaid\n([\s\S]*?)^\1$/gm;

/** Parses every Mermaid fence of a Markdown file with the real parser. A page without a diagram has nothing to refuse. */
export const mermaidChecker: Checker = {
  id: 'mermaid',
  title: 'Mermaid',
  async check(files, { root }) {
    const verdicts: Judgement[] = [];
    for (const { path } of files) {
      const fences = [...(await readFile(join(root, path), 'utf8')).matchAll(FENCE)].map((match) => match[2] ?? '');
      const results = await Promise.all(fences.map((text) => checkMermaid(text)));
      const refused = results.find((result) => !result.ok);
      verdicts.push({
        path,
        ok: !refused,
        detail: refused && !refused.ok ? refused.message : `${fences.length} diagram${fences.length === 1 ? '' : 's'}`,
      });
    }
    return verdicts;
  },
};
