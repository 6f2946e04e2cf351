import { toEven, UNIT } from './laid.ts';
import { fitText, measureText } from './measure-text.ts';
import { isTechnical } from './text-style.ts';
import type { ViewItem, ViewNode } from './view.ts';

/** Space inside a box, left and right. */
export const PAD = 12;
/** Width that a state mark or a glyph takes, with its gap. */
export const MARK = 16;
export const GLYPH = 22;
/** Space between the texts of two tags. */
export const TAG_GAP = 18;
const MOST_TEXT = 144;
const LEAST_WIDTH = 96;

export interface NodeText {
  readonly lines: readonly string[];
  readonly detail?: string;
  /** Width of the widest line with marks and padding, on the raster. */
  readonly width: number;
  readonly height: number;
}

/** Size of a plain node and its text in lines; `most` is the width that a line of the label may have. */
export function plainNode(node: ViewNode, most = MOST_TEXT): NodeText {
  const lines = wrapLabel(node.label, most);
  const kind = node.detail && isTechnical(node.detail) ? 'mono' : 'detail';
  const detail = node.detail && fitText(node.detail, kind, most + MARK);
  const labelWidth = Math.max(...lines.map((line) => measureText(line, 'label'))) + (canHaveMark(node) ? MARK : 0);
  const text = Math.max(labelWidth, detail ? measureText(detail, kind) : 0);
  const glyph = node.shape === 'box' || node.shape === 'note' ? 0 : GLYPH;
  const width = Math.max(LEAST_WIDTH, toEven(text + glyph + 2 * PAD));
  const height = toEven(lines.length * 17 + (detail ? 16 : 0) + 14);
  return { lines, ...(detail ? { detail } : {}), width, height };
}

/** Whether a thing has a state or is planned, so that a mark may stand at it. */
export function canHaveMark({ planned, hasState }: Pick<ViewItem, 'planned' | 'hasState'>): boolean {
  return Boolean(planned) || Boolean(hasState);
}

/** The text in at most two lines of a width; what does not fit ends with an ellipsis. */
export function wrapLabel(text: string, width: number): string[] {
  const clean = text.replace(/\s+/g, ' ').trim();
  if (measureText(clean, 'label') <= width) return [clean];
  // Paths may break after a slash.
  const words = clean.split(/ |(?<=\w\/)(?=\w)/);
  const glue = (left: string) => (left.endsWith('/') ? '' : ' ');
  let first = words.shift() ?? '';
  while (words.length && measureText(first + glue(first) + words[0], 'label') <= width) first += glue(first) + words.shift();
  const lines = [fitText(first, 'label', width)];
  if (words.length)
    lines.push(
      fitText(
        words.reduce((text, word) => text + glue(text) + word),
        'label',
        width,
      ),
    );
  return lines;
}

/** Widths that the tile text wants: label and detail under each other, with a mark before them. */
export function itemWidth(item: ViewItem): number {
  const detail = item.detail ? measureText(item.detail, isTechnical(item.detail) ? 'mono' : 'detail') : 0;
  return Math.max(measureText(item.label, 'item'), detail) + MARK + UNIT;
}
