/** Draws the page's Mermaid fences. The text of a fence stays where drawing fails, and comes back for printing the source. */
const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');
const fences = document.querySelectorAll<HTMLElement>('[data-mermaid] pre:has(> code.language-mermaid)');
const dark = matchMedia('(prefers-color-scheme: dark)');

interface Mermaid {
  initialize(config: object): void;
  render(id: string, text: string): Promise<{ readonly svg: string }>;
}

const isDark = (): boolean => (document.documentElement.dataset['theme'] ?? (dark.matches ? 'dark' : 'light')) === 'dark';

async function draw(): Promise<void> {
  const { default: mermaid }: { default: Mermaid } = await import(/* @vite-ignore */ `${BASE}mermaid/mermaid.esm.min.mjs`);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark() ? 'dark' : 'neutral',
    fontFamily: 'Inter Variable, sans-serif',
  });
  for (const [index, fence] of fences.entries()) {
    try {
      const { svg } = await mermaid.render(`mermaid-${index}`, fence.textContent ?? '');
      const drawing = document.createElement('div');
      drawing.className = 'mermaid-drawing';
      // Mermaid's own output, made safe by its strict security level.
      drawing.innerHTML = svg;
      drawing.tabIndex = 0;
      drawing.setAttribute('role', 'region');
      drawing.setAttribute('aria-label', 'Diagram');
      fence.replaceWith(drawing);
    } catch (error) {
      console.warn('A Mermaid fence cannot be drawn; its text stays.', error);
    }
  }
}

if (fences.length > 0) void draw();
