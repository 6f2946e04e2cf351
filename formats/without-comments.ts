import { CST, Lexer } from 'yaml';

/** Directives that say how the rest is read; any other one is only a remark. */
const MEANT = /^%(YAML|TAG)\s/;
/** What the lexer itself puts between two parts. */
const MARKS: ReadonlySet<string> = new Set([CST.SCALAR, CST.DOCUMENT, CST.FLOW_END, CST.BOM]);
/** What may stand between a block of text and the comments that end it. */
const BETWEEN: ReadonlySet<string> = new Set(['content', 'comment', 'space', 'newline', 'scalar']);

/**
 * The same YAML without its comments. All else stays as it is written, so that every reader finds the same values in it: a printer would
 * turn `0440` into a number of its own.
 */
export function withoutComments(text: string): string {
  const out: string[] = [];
  let isContent = false;
  let keepsBreaks = false;
  let dropsBreak = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type = isContent ? 'content' : (CST.tokenType(lexeme) ?? 'content');
    isContent = lexeme === CST.SCALAR;
    if (type === 'comment' || (type === 'directive-line' && !MEANT.test(lexeme))) {
      while (/^[ \t]+$/.test(out.at(-1) ?? '')) out.pop();
      const isAlone = out.at(-1)?.endsWith('\n') ?? true;
      // Without the comment that ends it, a block that keeps its line breaks would take those below it, too.
      if (isAlone && keepsBreaks) out.push('#');
      dropsBreak = isAlone && !keepsBreaks;
    } else if (type === 'newline' && dropsBreak) dropsBreak = false;
    else if (lexeme !== '' && !MARKS.has(lexeme)) out.push(lexeme);
    if (type === 'block-scalar-header') keepsBreaks = lexeme.includes('+');
    else if (!BETWEEN.has(type)) keepsBreaks = false;
  }
  return out.join('');
}
