/** Whether a Markdown text holds a fence that Mermaid draws. */
export function hasMermaidFence(markdown: string): boolean {
  return /^ {0,3}(```+|~~~+) *mermaid\b/m.test(markdown);
}
