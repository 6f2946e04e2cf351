import { mermaidTheme } from './mermaid-theme.ts';

interface Mermaid {
  initialize(config: object): void;
  render(id: string, text: string): Promise<{ readonly svg: string }>;
}

const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');
const fences = document.querySelectorAll<HTMLElement>('[data-mermaid] pre:has(> code.language-mermaid)');

/** Draws the page's Mermaid fences. Where that fails, the text of the fence stays. */
async function draw(): Promise<void> {
  const mermaid = await loadMermaid();
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true, ...mermaidTheme() });
  for (const [index, fence] of fences.entries()) {
    try {
      const { svg } = await mermaid.render(`mermaid-${index}`, fence.textContent ?? '');
      fence.replaceWith(drawing(svg));
    } catch (error) {
      console.warn('A Mermaid fence cannot be drawn; its text stays.', error);
    }
  }
}

/** A build puts Mermaid's own browser build beside the pages; the dev server takes it from its package. */
async function loadMermaid(): Promise<Mermaid> {
  const module: { default: Mermaid } = import.meta.env.DEV
    ? await import('mermaid')
    : await import(/* @vite-ignore */ `${BASE}mermaid/mermaid.esm.min.mjs`);
  return module.default;
}

/** @param svg Mermaid's own output, made safe by its strict security level. */
function drawing(svg: string): HTMLElement {
  const frame = document.createElement('div');
  frame.className = 'mermaid-drawing';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', 'Diagram');
  frame.innerHTML = svg;
  return frame;
}

if (fences.length > 0) void draw();
