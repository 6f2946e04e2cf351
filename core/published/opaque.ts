/* biome-ignore-start lint/suspicious/noControlCharactersInRegex: these are bytes, each as the character of its number */

/**
 * How pictures, fonts and WebAssembly begin. Sources: PNG, JPEG (JFIF), GIF, WebP, AVIF (ISO 14496-12), ICO, WOFF 1 and 2, OpenType, WebAssembly;
 * `pagefind_dcd` stands before the WebAssembly of the search.
 */
const OPAQUE =
  /^(?:\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|.{4}ftypavi[fs]|\0\0\x01\0|wOF[F2]|OTTO|ttcf|true\0|\0\x01\0\0|(?:pagefind_dcd)?\0asm)/s;

/* biome-ignore-end lint/suspicious/noControlCharactersInRegex: - */

const LONGEST = 32;

/** Whether bytes that are no text are a picture, a font or WebAssembly, in which nobody writes text. Its name says nothing: it is easily wrong. */
export const isOpaque = (bytes: Uint8Array): boolean => OPAQUE.test(Buffer.from(bytes.subarray(0, LONGEST)).toString('latin1'));

/** Whether it can be said of a file what it would publish: it is text in UTF-8, or it is opaque. */
export function canBeJudged(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return isOpaque(bytes);
  }
}
