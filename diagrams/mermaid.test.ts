import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCase } from '../core/facts/views/cases/load-case.ts';
import { labView } from '../core/facts/views/lab-view.ts';
import { checkMermaid, parseFlowchart } from './check-mermaid.ts';
import { groupLines, nodeLines, toMermaid } from './mermaid.ts';
import { encode, mermaidLabel } from './mermaid-label.ts';
import { anyView } from './sample-views.ts';

describe('toMermaid', () => {
  it('gives the real parser exactly the labels and edges of the view, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(anyView, async (view) => {
        const db = await parseFlowchart(toMermaid(view));
        const labels = new Map([...db.getVertices().values()].map((vertex) => [vertex.id, shown(vertex.text ?? '')]));
        expect([...labels.keys()].sort()).toEqual(view.nodes.map((node) => `x_${node.id}`).sort());
        for (const node of view.nodes) expect(labels.get(`x_${node.id}`)).toEqual(nodeLines(node).map(plain));
        expect(db.getEdges().map((edge) => [edge.start, edge.end, ...shown(edge.text)])).toEqual(
          view.edges.map((edge) => [`x_${edge.from}`, `x_${edge.to}`, edge.label === undefined ? '' : plain(edge.label)]),
        );
        const titles = new Map(db.getSubGraphs().map((graph) => [graph.id, shown(graph.title)]));
        for (const group of view.groups.filter((candidate) => titles.has(`x_${candidate.id}`)))
          expect(titles.get(`x_${group.id}`)).toEqual(groupLines(group).map(plain));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('writes the reference lab so that it reads in a pull request', async () => {
    const { model } = loadCase('reference-lab');
    const text = toMermaid(labView(model));
    expect(await checkMermaid(text)).toEqual({ ok: true });
    expect(text).toContain('x_service_cloudflared ==> x_service_traefik');
    expect(text).toContain('"Media<br/>Jellyfin · Prowlarr · Radarr · Sonarr"');
    expect(text).toMatch(/-\.-> x_repository_restic_cloud/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(200);
  });

  it('leaves nothing for Mermaid to act on', () => {
    const text = toMermaid({
      id: 'x',
      title: '',
      description: '',
      direction: 'right',
      groups: [],
      nodes: [{ id: 'a', shape: 'box', label: '%%{init: {}}%% "]; click x_a call alert() <b> ```' }],
      edges: [],
    });
    expect(text).toMatch(/^flowchart LR\n {4}x_a\["[\p{L}\p{Nd} ,.#;()]*"\]\n$/u);
  });
});

describe('mermaidLabel', () => {
  it('takes no shortcut that changes a line', () => {
    const word = fc.constantFrom(
      'a',
      'Z',
      '7',
      '1.',
      '2)',
      '-',
      '+',
      '(',
      ')',
      '/',
      '·',
      '…',
      '—',
      ',',
      ' ',
      '  ',
      ':',
      '*',
      '_',
      '=',
      '@',
      '"',
      'é',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        expect(mermaidLabel([words.join('')])).toBe(encode(words.join('')));
      }),
      { numRuns: 20_000 },
    );
  });

  it('writes all that is not plainly text as a number', () => {
    expect(mermaidLabel(['*a_b* c:d=e@f', '1. g', '- h', '', 'Müller’s 日本 · “x”'])).toBe(
      '#42;a#95;b#42; c#58;d#61;e#64;f<br/>#49;. g<br/>#45; h<br/> <br/>Müller’s 日本 · #8220;x#8221;',
    );
  });
});

describe('checkMermaid', () => {
  it('refuses what the parser refuses, and leaves no globals behind', async () => {
    expect(await checkMermaid('flowchart LR\n a[[')).toMatchObject({ ok: false, message: expect.stringContaining('Parse error') });
    expect(await checkMermaid('no diagram at all')).toMatchObject({ ok: false });
    expect('document' in globalThis).toBe(false);
  });
});

/** A label as Mermaid would show it: its own encoding of entities undone, line breaks as lines. */
function shown(text: string): string[] {
  return text
    .split(/<br\s*\/?>/)
    .map((line) => line.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code))).trim());
}

function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
