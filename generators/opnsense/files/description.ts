import { oneLine } from '../../../formats/markdown-escape.ts';

/** OPNsense takes 255 bytes on one line (`DescriptionField`). */
const LONGEST = 255;

/** Text of people as a description: one line, without what hides or reorders it, cut between two characters. */
export function description(text: string): string {
  let out = '';
  for (const character of oneLine(text.toWellFormed().normalize('NFC')).trim()) {
    if (Buffer.byteLength(out + character) > LONGEST) break;
    out += character;
  }
  return out;
}
