import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { State } from '../core/contract.ts';
import { loadCase } from '../core/facts/views/cases/load-case.ts';
import { labView } from '../core/facts/views/lab-view.ts';
import { serviceView } from '../core/facts/views/service-view.ts';
import type { SubjectId } from '../core/model/node.ts';
import { renderSvg } from './render.ts';
import { anyView } from './sample-views.ts';

const { DOMParser } = new JSDOM('').window;
const { model } = loadCase('reference-lab');

function parse(svg: string): Element {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document.querySelector('parsererror')?.textContent).toBeUndefined();
  return document.documentElement as unknown as Element;
}

describe('renderSvg', () => {
  it.each(['layers', 'flow'] as const)(
    'keeps hostile labels inert in XML and in HTML: %s',
    async (arrange) => {
      await fc.assert(
        fc.asyncProperty(anyView, async (view) => {
          const svg = await renderSvg({ ...view, arrange }, { states: new Map() });
          const fromXml = parse(svg);
          const fromHtml = new JSDOM(svg).window.document;
          expect(fromHtml.body.children).toHaveLength(1);
          for (const root of [fromXml, fromHtml.body.firstElementChild!]) {
            const elements = [root, ...root.querySelectorAll('*')];
            expect(new Set(elements.map((element) => element.localName))).toSatisfy((names: Set<string>) =>
              [...names].every((name) => ['svg', 'desc', 'g', 'a', 'rect', 'path', 'circle', 'text'].includes(name)),
            );
            for (const element of elements)
              for (const name of element.getAttributeNames()) expect(name).not.toMatch(/^on|style|^(xlink:)?src/);
            expect(root.querySelectorAll('.dg-node')).toHaveLength(view.nodes.length);
            expect(root.querySelectorAll('.dg-one')).toHaveLength(view.nodes.reduce((sum, node) => sum + (node.items?.length ?? 0), 0));
          }
          expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        }),
        { numRuns: 40 },
      );
    },
    120_000,
  );

  it('links every thing below the base and names it with its state', async () => {
    const states = new Map<SubjectId, State>([
      ['service:jellyfin', 'up'],
      ['service:radarr', 'degraded'],
      ['service:dozzle', 'down'],
    ]);
    const root = parse(await renderSvg(labView(model), { base: '/lab/', states }));
    const link = (subject: string) => root.querySelector(`a[data-subject="${subject}"]`)!;
    expect(link('service:jellyfin').getAttribute('href')).toBe('/lab/services/jellyfin/');
    expect(link('service:jellyfin').getAttribute('aria-label')).toBe('Jellyfin, up');
    expect(link('service:jellyfin').querySelector('circle.dg-up')).not.toBeNull();
    expect(link('service:radarr').querySelector('path.dg-degraded')).not.toBeNull();
    expect(link('service:dozzle').querySelector('rect.dg-down')).not.toBeNull();
    expect(link('host:srv-1').getAttribute('href')).toBe('/lab/hosts/srv-1/');
    expect(link('repository:pbs').getAttribute('href')).toBe('/lab/backup/repositories/pbs/');
  });

  it('shows what was not seen as unknown, what is planned as planned, and neither as up', async () => {
    const root = parse(await renderSvg(labView(model), { states: new Map() }));
    expect(root.querySelectorAll('.dg-up')).toHaveLength(0);
    expect(root.querySelector('a[data-subject="service:grafana"]')!.getAttribute('data-state')).toBe('unknown');
    expect(root.querySelector('a[data-subject="service:k3s"]')!.getAttribute('data-state')).toBe('planned');
    expect(root.querySelector('a[data-subject="network:apps"]')!.hasAttribute('data-state')).toBe(false);
  });

  it('draws no states when none were asked for', async () => {
    const root = parse(await renderSvg(labView(model)));
    expect(root.querySelectorAll('.dg-unknown')).toHaveLength(0);
  });

  it('is the same on every run, also of the layered layout', async () => {
    const service = model.services.find(({ id }) => id === 'grafana')!;
    for (const view of [labView(model), serviceView(model, service)]) expect(await renderSvg(view)).toBe(await renderSvg(view));
  });

  it('draws planned edges dashed and explains the lines', async () => {
    const root = parse(await renderSvg(labView(model)));
    expect(root.querySelectorAll('.dg-edge.dg-backup.dg-planned').length).toBeGreaterThan(0);
    expect([...root.querySelectorAll('.dg-legend')].map((text) => text.textContent)).toEqual(['requests', 'backups', 'needs', 'planned']);
  });

  it('says in words what it shows', async () => {
    const root = parse(await renderSvg(labView(model)));
    expect(root.getAttribute('aria-label')).toBe('Homelab: the whole lab');
    const description = root.querySelector(`#${root.getAttribute('aria-describedby')}`)!;
    expect(description.textContent).toContain('Requests from the internet come through Cloudflared.');
    expect(description.textContent).toContain('Proxmox Backup Server writes PBS datastore, which lies on USB SSD.');
  });
});
