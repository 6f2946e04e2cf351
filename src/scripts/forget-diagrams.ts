const SVG = 'http://www.w3.org/2000/svg';
/** As `diagrams/marks.ts` draws an unknown state. */
const RADIUS = '3.75';
const KNOWN = ['up', 'degraded', 'down'];

/** Turns every known mark in the page's diagrams into the ring that means unknown. */
export function forgetDiagrams(): void {
  for (const thing of document.querySelectorAll<SVGGraphicsElement>('svg.dg [data-state]')) {
    const { state } = thing.dataset;
    const mark = thing.querySelector<SVGGraphicsElement>(':scope > .dg-mark');
    if (!state || !mark || !KNOWN.includes(state)) continue;
    mark.replaceWith(ring(mark.getBBox()));
    thing.dataset['state'] = 'unknown';
    const name = thing.getAttribute('aria-label');
    if (name) thing.setAttribute('aria-label', name.replace(new RegExp(`, ${state}$`), ', state unknown'));
  }
}

function ring({ x, y, width, height }: DOMRect): SVGCircleElement {
  const circle = document.createElementNS(SVG, 'circle');
  circle.setAttribute('class', 'dg-mark dg-unknown');
  circle.setAttribute('cx', String(x + width / 2));
  circle.setAttribute('cy', String(y + height / 2));
  circle.setAttribute('r', RADIUS);
  return circle;
}
