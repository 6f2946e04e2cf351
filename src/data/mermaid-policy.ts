import type { Doc } from './docs.ts';
import { hasMermaidFence } from './mermaid-fence.ts';

interface Policy {
  insertStyleResource(resource: string): void;
}

/**
 * Mermaid writes its styles into the page. Only a page with a Mermaid fence allows that; its scripts stay as
 * strict as everywhere. `policy` is absent in dev, where there is none.
 */
export function allowMermaid(doc: Doc, policy: Policy | undefined): void {
  if (!hasMermaidFence(doc.body ?? '')) return;
  policy?.insertStyleResource("'self'");
  policy?.insertStyleResource("'unsafe-inline'");
}
