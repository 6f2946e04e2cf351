/** How one kind of text in a diagram is set. `src/styles/diagram.css` says the same to the browser; a test compares them. */
export interface TextStyle {
  readonly font: 'inter' | 'mono';
  /** Pixels. */
  readonly size: number;
  readonly weight: number;
}

export const TEXT = {
  /** Name of a node. */
  label: { font: 'inter', size: 13, weight: 600 },
  /** Second line of a node. */
  detail: { font: 'inter', size: 12, weight: 400 },
  /** Addresses, ports and paths. */
  mono: { font: 'mono', size: 11, weight: 400 },
  /** Name of a group. */
  group: { font: 'inter', size: 13, weight: 650 },
  /** One thing in a node of many. */
  item: { font: 'inter', size: 12.5, weight: 500 },
  /** What an edge carries, and the legend. */
  edge: { font: 'inter', size: 11.5, weight: 400 },
} as const satisfies Record<string, TextStyle>;

export type TextKind = keyof typeof TEXT;

/** Whether a detail reads better in the fixed font: an address, a range, a port or a path, without words. */
export function isTechnical(text: string): boolean {
  return /^[\w./:*-]*\d[\w./:*-]*$/.test(text) || /^\.{0,2}\/\S*$/.test(text);
}
