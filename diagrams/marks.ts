import { element } from './xml.ts';

export type DrawnState = 'up' | 'degraded' | 'down' | 'unknown';

export type Mark = DrawnState | 'planned';

export const MARK_WORD: Record<Mark, string> = {
  up: 'up',
  degraded: 'degraded',
  down: 'down',
  unknown: 'state unknown',
  planned: 'planned',
};

/** State as shape and colour, ten pixels wide, around its middle. */
export function drawMark(mark: Mark, x: number, y: number): string {
  const attributes = { class: `dg-mark dg-${mark}` };
  switch (mark) {
    case 'up':
      return element('circle', { ...attributes, cx: x, cy: y, r: 4.5 });
    case 'degraded':
      return element('path', { ...attributes, d: `M${x} ${y - 5}l5 9.5h-10z` });
    case 'down':
      return element('rect', { ...attributes, x: x - 4.5, y: y - 4.5, width: 9, height: 9, rx: 1.5 });
    case 'unknown':
    case 'planned':
      return element('circle', { ...attributes, cx: x, cy: y, r: 3.75 });
  }
}

/** A small line drawing that tells what a box is, 16 pixels wide, from its upper left corner. Boxes and notes have none. */
export function drawGlyph(shape: string, x: number, y: number): string {
  const d = GLYPHS[shape];
  return d ? element('path', { class: 'dg-glyph', transform: `translate(${x} ${y})`, d }) : '';
}

const GLYPHS: Record<string, string> = {
  cloud: 'M4.5 13a3.2 3.2 0 0 1-.4-6.4 4.2 4.2 0 0 1 8-.6 3.5 3.5 0 0 1-.6 7z',
  person: 'M2 7.5 8 2.5l6 5M3.75 6.5v7h8.5v-7M6.75 13.5v-4h2.5v4',
  store:
    'M2.5 4c0-1.4 2.4-2 5.5-2s5.5.6 5.5 2-2.4 2-5.5 2-5.5-.6-5.5-2zM2.5 4v8c0 1.4 2.4 2 5.5 2s5.5-.6 5.5-2V4M2.5 8c0 1.4 2.4 2 5.5 2s5.5-.6 5.5-2',
};
