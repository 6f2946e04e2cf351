/** The parts of fontkit 2 that the text measure uses; the package has no types of its own. */
declare module 'fontkit' {
  export interface Font {
    readonly unitsPerEm: number;
    readonly hmtx: { readonly metrics: { get(glyph: number): { readonly advance: number } } };
    /** Present in variable fonts: how advances change with the weight. */
    readonly HVAR?: unknown;
    /** Coordinates on the variation axes, read when `_variationProcessor` is first made. */
    variationCoords: readonly number[] | null;
    readonly _cmapProcessor: { lookup(codePoint: number): number };
    readonly _variationProcessor: { getAdvanceAdjustment(glyph: number, hvar: unknown): number } | null;
  }
  export function create(bytes: Uint8Array): Font;
}
