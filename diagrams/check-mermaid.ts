import type { Mermaid } from 'mermaid';

export type MermaidVerdict = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** What the flowchart parser made of a text; for tests. */
export interface FlowDatabase {
  getVertices(): Map<string, { readonly id: string; readonly text?: string }>;
  getEdges(): readonly { readonly start: string; readonly end: string; readonly text: string }[];
  getSubGraphs(): readonly { readonly id: string; readonly title: string; readonly nodes: readonly string[] }[];
}

let loading: Promise<{ mermaid: Mermaid; dom: Record<string, unknown> }> | undefined;
let readers = 0;
let before: Record<string, unknown> = {};

/** Whether Mermaid's own parser takes a diagram. The parser is loaded once, on first use. */
export async function checkMermaid(text: string): Promise<MermaidVerdict> {
  return withMermaid(async (mermaid) => {
    try {
      await mermaid.parse(text);
      return { ok: true };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  });
}

/** The parsed flowchart, to compare it with what was written. */
export async function parseFlowchart(text: string): Promise<FlowDatabase> {
  return withMermaid(async (mermaid) => (await mermaid.mermaidAPI.getDiagramFromText(text)).db as unknown as FlowDatabase);
}

/** Mermaid sanitises labels with a DOM while it parses. It is lent one and the globals are as before afterwards. */
async function withMermaid<T>(act: (mermaid: Mermaid) => Promise<T>): Promise<T> {
  loading ??= loadMermaid();
  const { mermaid, dom } = await loading;
  if (readers++ === 0) before = swapGlobals(dom);
  try {
    return await act(mermaid);
  } finally {
    if (--readers === 0) swapGlobals(before);
  }
}

async function loadMermaid(): Promise<{ mermaid: Mermaid; dom: Record<string, unknown> }> {
  const { JSDOM } = await import('jsdom');
  const { window } = new JSDOM('');
  const dom = { window, document: window.document, CSSStyleSheet: window.CSSStyleSheet };
  const outside = swapGlobals(dom);
  try {
    const { default: mermaid } = await import('mermaid');
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true });
    return { mermaid, dom };
  } finally {
    swapGlobals(outside);
  }
}

/** Sets globals, or takes them away where the value is undefined; returns what was there. */
function swapGlobals(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const globals = globalThis as Record<string, unknown>;
  const old: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    old[name] = globals[name];
    if (value === undefined) delete globals[name];
    else globals[name] = value;
  }
  return old;
}
