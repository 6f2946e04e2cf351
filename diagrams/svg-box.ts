import type { LaidGroup, LaidItem, LaidNode, Rect } from './laid.ts';
import { drawGlyph, drawMark, MARK_WORD, type Mark } from './marks.ts';
import { measureText } from './measure-text.ts';
import { canHaveMark, GLYPH, MARK, PAD, TAG_GAP } from './node-size.ts';
import { round } from './svg-edge.ts';
import { isTechnical } from './text-style.ts';
import type { ViewItem } from './view.ts';
import { element, escapeText } from './xml.ts';

/** What the drawing of boxes needs to know of the site. */
export interface Site {
  readonly base: string;
  /** Whether states are drawn. */
  readonly live: boolean;
  /** The mark of a thing, or none where states are not drawn. */
  readonly mark: (thing: ViewItem) => Mark | undefined;
}

export function drawGroup({ group, depth, x, y, width, height }: LaidGroup, site: Site): string {
  const mark = site.mark(group);
  const left = x + 16;
  const text = left + (mark ? MARK : 0);
  const detail = group.detail ? write('dg-detail', text + measureText(group.label, 'group') + 10, y + 26, group.detail) : '';
  const title = (mark ? drawMark(mark, left + 5, y + 21.5) : '') + write('dg-group-label', text, y + 26, group.label);
  const tags = drawTags(group.tags ?? [], x + width - 16, y + 26, site);
  const frame = box('dg-frame', { x, y, width, height }, 12);
  return element(
    'g',
    { class: `dg-group dg-depth-${Math.min(depth, 2)}${group.planned ? ' dg-planned' : ''}` },
    frame + link(group, site, mark, title, [group.label]) + detail + tags,
  );
}

/** Tags from the right end of a frame's heading. */
function drawTags(tags: readonly ViewItem[], right: number, y: number, site: Site): string {
  let end = right;
  return tags
    .toReversed()
    .map((tag) => {
      const width = measureText(tag.label, 'edge');
      end -= width + TAG_GAP;
      const content =
        box('dg-tag-box', { x: end + TAG_GAP / 2 - 6, y: y - 13, width: width + 12, height: 18 }, 9) +
        write('dg-tag', end + TAG_GAP / 2, y, tag.label);
      return link(tag, site, undefined, content, [tag.label]);
    })
    .reverse()
    .join('');
}

export function drawNode(laid: LaidNode, site: Site): string {
  const { node, lines, detail, items } = laid;
  const mark = items.length ? undefined : site.mark(node);
  // Where only what is planned has a mark it stands behind the name, so that all names begin on one line.
  const stateful = site.live && items.some(({ item }) => canHaveMark({ ...item, planned: false }));
  const classes = `dg-node dg-is-${node.shape}${node.planned ? ' dg-planned' : ''}${node.focus ? ' dg-focus' : ''}${node.items ? ' dg-many' : ''}`;
  const rect = box('dg-box', laid, node.shape === 'person' || node.shape === 'cloud' ? 14 : 8);
  const body = rect + (node.items ? drawHeading(laid) : drawText(laid, lines, detail, mark));
  return element(
    'g',
    { class: classes },
    link(node, site, mark, body, [...lines, detail]) + items.map((item) => drawItem(item, site, stateful)).join(''),
  );
}

function drawText(laid: LaidNode, lines: readonly string[], detail: string | undefined, mark: Mark | undefined): string {
  const glyph = drawGlyph(laid.node.shape, laid.x + PAD - 2, laid.y + laid.height / 2 - 8);
  const left = laid.x + PAD + (glyph ? GLYPH - 2 : 0);
  const height = lines.length * 17 + (detail ? 16 : 0);
  const first = laid.y + (laid.height - height) / 2 + 13;
  const label = lines.map((line, index) => write('dg-label', left, first + index * 17, line)).join('');
  const under = detail ? write(isTechnical(detail) ? 'dg-mono' : 'dg-detail', left, first + lines.length * 17 - 0.5, detail) : '';
  return glyph + label + under + (mark ? drawMark(mark, laid.x + laid.width - PAD - 2, first - 4.5) : '');
}

function drawHeading({ x, y, lines, detail, items, itemsBeside }: LaidNode): string {
  const firstItem = items[0];
  const first = (itemsBeside && firstItem ? firstItem.y + 13 : y + 20) + 4.5;
  const label = lines.map((line, index) => write('dg-label', x + PAD, first + index * 16, line)).join('');
  return label + (detail ? write('dg-detail', x + PAD, first + lines.length * 16, detail) : '');
}

function drawItem(laid: LaidItem, site: Site, markFirst: boolean): string {
  const { item, x, y } = laid;
  const mark = site.mark(item);
  const left = x + (mark && markFirst ? MARK : 0);
  const markAt = markFirst ? x + 4.5 : left + measureText(laid.label, 'item') + 10;
  const area = box('dg-tile', { x: x - 6, y: y + 1, width: laid.width + 6, height: laid.height - 2 }, 5);
  const label = write('dg-item', left, y + 17.5, laid.label);
  const detail = laid.detail ? write(isTechnical(laid.detail) ? 'dg-mono' : 'dg-detail', left, y + 32, laid.detail) : '';
  const content = area + (mark ? drawMark(mark, round(markAt), y + 13) : '') + label + detail;
  return element(
    'g',
    { class: `dg-one${item.planned ? ' dg-planned' : ''}${item.subject || item.page || item.detail ? '' : ' dg-remark'}` },
    link(item, site, mark, content, [laid.label, laid.detail]),
  );
}

/**
 * Wraps what is drawn in a link to the page of the thing, named for people who hear it. The name begins with the words that are seen, so
 * that who speaks to the computer can say them; what the drawing shortens follows.
 */
function link(
  { subject, page, label, detail }: ViewItem,
  site: Site,
  mark: Mark | undefined,
  content: string,
  seen: readonly (string | undefined)[],
): string {
  const hooks = { 'data-subject': subject, 'data-state': mark };
  if (!page) return element('g', hooks, content);
  const full = [label, detail].filter(Boolean).join(' ');
  const drawn = seen.filter(Boolean).join(' ');
  const text = full.startsWith(drawn) ? full : `${drawn}: ${full}`;
  const name = mark ? `${text}, ${MARK_WORD[mark]}` : text;
  return element('a', { href: site.base + page, ...hooks, 'aria-label': name }, content);
}

function box(name: string, { x, y, width, height }: Rect, rx: number): string {
  // Half a pixel in, so that one-pixel lines are sharp.
  return element('rect', { class: name, x: round(x + 0.5), y: round(y + 0.5), width: round(width - 1), height: round(height - 1), rx });
}

function write(name: string, x: number, y: number, text: string): string {
  // The space keeps words of neighbouring texts apart for those who hear or copy them.
  return `${element('text', { class: name, x: round(x), y: round(y) }, escapeText(text))} `;
}
