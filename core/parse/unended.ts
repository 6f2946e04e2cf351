import { CST, Parser } from 'yaml';

/** A bracket or quote that opens and never closes. */
export interface Unended {
  /** In characters from the start of the text. */
  readonly offset: number;
  readonly opens: string;
}

const CLOSES: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"', "'": "'" };

/** The last bracket or quote that opens at or before an offset and is not ended. */
export function unendedBefore(text: string, before: number): Unended | undefined {
  let found: Unended | undefined;
  const see = (offset: number, opens: string): void => {
    if (offset <= before && (found === undefined || offset > found.offset)) found = { offset, opens };
  };
  for (const token of new Parser().parse(text)) {
    if (token.type !== 'document') continue;
    CST.visit(token, ({ key, value }) => {
      for (const each of [key, value]) if (each) look(each, see);
    });
  }
  return found;
}

function look(token: CST.Token, see: (offset: number, opens: string) => void): void {
  if (token.type === 'flow-collection') {
    const { source, offset } = token.start;
    if (!token.end.some((end) => end.source === CLOSES[source])) see(offset, source);
  } else if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar') {
    const [opens = ''] = token.source;
    if (token.source.length < 2 || !token.source.endsWith(opens)) see(token.offset, opens);
  }
}

/** What ends what such a character begins. */
export const closing = (opens: string): string => CLOSES[opens] ?? opens;
