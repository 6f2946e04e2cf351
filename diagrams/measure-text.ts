import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { TEXT, type TextKind } from './text-style.ts';

const FILES = {
  inter: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  mono: '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
} as const;

/** Width of a character that the font lacks, in em: about a wide letter, or a full square in scripts that are set so. */
const UNKNOWN_EM = 0.66;
const WIDE_EM = 1.1;

const advances = new Map<TextKind, Map<number, number>>();
const fonts = new Map<string, Font>();

/**
 * Width in pixels of one line of text in the fonts that the site ships, without kerning, which only makes text narrower.
 * The fonts are read from their packages on first use.
 */
export function measureText(text: string, kind: TextKind): number {
  const { size } = TEXT[kind];
  const known = advances.get(kind) ?? new Map<number, number>();
  advances.set(kind, known);
  let em = 0;
  for (const char of text) {
    const codePoint = char.codePointAt(0)!;
    const advance = known.get(codePoint) ?? advanceEm(codePoint, kind);
    known.set(codePoint, advance);
    em += advance;
  }
  return em * size;
}

function advanceEm(codePoint: number, kind: TextKind): number {
  const font = fontOf(kind);
  const glyph = font._cmapProcessor.lookup(codePoint);
  if (!glyph) return codePoint >= 0x1100 ? WIDE_EM : UNKNOWN_EM;
  // fontkit cannot make glyphs of a variable WOFF2, but its tables are enough for advances.
  const change = font.HVAR ? (font._variationProcessor?.getAdvanceAdjustment(glyph, font.HVAR) ?? 0) : 0;
  return (font.hmtx.metrics.get(glyph).advance + change) / font.unitsPerEm;
}

function fontOf(kind: TextKind): Font {
  const { font: family, weight } = TEXT[kind];
  const key = `${family} ${weight}`;
  let font = fonts.get(key);
  if (!font) {
    font = create(readFileSync(createRequire(import.meta.url).resolve(FILES[family])));
    font.variationCoords = [weight];
    fonts.set(key, font);
  }
  return font;
}

/** The text, or as much of it as fits into a width with an ellipsis. */
export function fitText(text: string, kind: TextKind, width: number): string {
  if (measureText(text, kind) <= width) return text;
  const chars = [...text];
  while (chars.length > 1) {
    chars.pop();
    const shorter = `${chars.join('').trimEnd()}…`;
    if (measureText(shorter, kind) <= width) return shorter;
  }
  return '…';
}
