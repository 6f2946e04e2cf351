import { describe, expect, it } from 'vitest';
import { loadCase } from '../core/facts/views/cases/load-case.ts';
import { guestView } from '../core/facts/views/guest-view.ts';
import { hostView } from '../core/facts/views/host-view.ts';
import { labView } from '../core/facts/views/lab-view.ts';
import { networkView } from '../core/facts/views/network-view.ts';
import { networksView } from '../core/facts/views/networks-view.ts';
import { serviceView } from '../core/facts/views/service-view.ts';
import type { Laid, Point, Rect } from './laid.ts';
import { layout } from './render.ts';

const { model } = loadCase('reference-lab');
const VIEWS = [
  labView(model),
  networksView(model),
  ...model.hosts.map((host) => hostView(model, host)),
  ...model.guests.map((guest) => guestView(model, guest)),
  ...model.networks.map((network) => networkView(model, network)),
  ...model.services.map((service) => serviceView(model, service)),
].map((view) => [view.id, view] as const);

describe('layout', () => {
  it.each(VIEWS)('%s: boxes lie apart, inside their frames and inside the picture', async (_, view) => {
    const laid = await layout(view);
    expect(laid.nodes).toHaveLength(view.nodes.length);
    for (const [index, a] of laid.nodes.entries()) {
      expect(isInside(a, { x: 0, y: 0, width: laid.width, height: laid.height })).toBe(true);
      for (const b of laid.nodes.slice(index + 1)) expect([a.node.id, b.node.id, overlaps(a, b)]).toEqual([a.node.id, b.node.id, false]);
      for (const item of a.items) expect(isInside(item, a)).toBe(true);
      const frame = laid.groups.find(({ group }) => group.id === a.node.group);
      if (frame) expect(isInside(a, frame)).toBe(true);
    }
    for (const frame of laid.groups) {
      const outer = laid.groups.find(({ group }) => group.id === frame.group.parent);
      if (outer) expect(isInside(frame, outer)).toBe(true);
    }
  });

  it.each(VIEWS)('%s: every edge leads level and upright from one box to the other and through none', async (_, view) => {
    const laid = await layout(view);
    expect(laid.edges.map(({ edge }) => edge)).toEqual(view.edges);
    for (const { edge, points } of laid.edges) {
      expect(isOnBorder(points[0]!, rectOf(laid, edge.from))).toBe(true);
      expect(isOnBorder(points.at(-1)!, rectOf(laid, edge.to))).toBe(true);
      for (const [a, b] of pieces(points)) {
        expect(a.x === b.x || a.y === b.y).toBe(true);
        for (const node of laid.nodes)
          expect([edge.from, edge.to, node.node.id, crosses(a, b, node)]).toEqual([edge.from, edge.to, node.node.id, false]);
      }
    }
  });

  it('never lays two edges of different kinds on each other', async () => {
    const laid = await layout(labView(model));
    const owner = new Map<string, string>();
    for (const { edge, points } of laid.edges) {
      for (const [a, b] of pieces(points)) {
        const steps = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) / 8;
        for (let step = 0; step < steps; step++) {
          const at = { x: (a.x + ((b.x - a.x) * (step + 0.5)) / steps) | 0, y: (a.y + ((b.y - a.y) * (step + 0.5)) / steps) | 0 };
          const style = `${edge.kind} ${Boolean(edge.planned)}`;
          expect(owner.get(`${at.x} ${at.y}`) ?? style).toBe(style);
          owner.set(`${at.x} ${at.y}`, style);
        }
      }
    }
  });

  it('fits the overview of the reference lab on a page that is 1,180 pixels wide', async () => {
    expect((await layout(labView(model))).width).toBeLessThanOrEqual(1132);
  });

  it('draws every trunk once: the parts of all edges do not lie on each other but for the joints', async () => {
    const laid = await layout(labView(model));
    const seen = new Map<string, number>();
    for (const { points, part } of laid.edges) {
      for (const [a, b] of pieces(part?.points ?? points)) {
        const steps = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) / 8;
        for (let step = 0; step < steps; step++) {
          const key = `${a.x + ((b.x - a.x) * (step + 0.5)) / steps} ${a.y + ((b.y - a.y) * (step + 0.5)) / steps}`;
          seen.set(key, (seen.get(key) ?? 0) + 1);
        }
      }
    }
    const twice = [...seen.values()].filter((times) => times > 1).length;
    expect(twice).toBeLessThanOrEqual(laid.edges.length);
  });
});

function pieces(points: readonly Point[]): (readonly [Point, Point])[] {
  return points.slice(1).map((point, index) => [points[index]!, point] as const);
}

function rectOf(laid: Laid, id: string): Rect {
  return (laid.nodes.find(({ node }) => node.id === id) ?? laid.groups.find(({ group }) => group.id === id))!;
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Up to a pixel, as the layered layout is rounded. */
function isOnBorder({ x, y }: Point, rect: Rect): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= 1;
  const level = x >= rect.x - 1 && x <= rect.x + rect.width + 1 && (near(y, rect.y) || near(y, rect.y + rect.height));
  const upright = y >= rect.y - 1 && y <= rect.y + rect.height + 1 && (near(x, rect.x) || near(x, rect.x + rect.width));
  return level || upright;
}

/** Whether a level or upright piece runs through the inside of a box. */
function crosses(a: Point, b: Point, box: Rect): boolean {
  const line = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  return (
    line.x < box.x + box.width - 1 && line.x + line.width > box.x + 1 && line.y < box.y + box.height - 1 && line.y + line.height > box.y + 1
  );
}
