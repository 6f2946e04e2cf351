import type { ErrorCode } from 'yaml';

/** What is wrong where a file stops being YAML, and what to do. */
export interface SyntaxWords {
  readonly message: string;
  readonly hint: string;
}

const BRACKETS = 'Look for a bracket, quote, comma or colon too many or too few, here or just before.';
const INDENT = 'Keys of the same map begin in the same column, and what belongs to a key stands further to the right.';

const WORDS: Readonly<Partial<Record<ErrorCode, SyntaxWords>>> = {
  BAD_ALIAS: { message: 'This is no name of an anchor.', hint: 'Write *name for what stands at &name, or put the text into quotes.' },
  BAD_DIRECTIVE: { message: 'A line that begins with % is an instruction to the reader of YAML, and this is none.', hint: 'Remove it.' },
  BAD_DQ_ESCAPE: {
    message: 'After this backslash stands nothing that it could mean.',
    hint: 'Write two backslashes for one, or put the text into single quotes. A quote that opens too early looks like this as well.',
  },
  BAD_INDENT: { message: 'This line begins in a column that fits nothing above it.', hint: INDENT },
  BAD_SCALAR_START: { message: 'A text without quotes cannot begin with this character.', hint: 'Put the text into quotes.' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'A second key stands in the value of a key.',
    hint: `Look for a colon, bracket or quote that is missing in this line. A text with a colon in it stands in quotes. ${INDENT}`,
  },
  BLOCK_IN_FLOW: {
    message: 'Within brackets nothing can be told by its indentation.',
    hint: 'Close the bracket before this line, or write all of it with brackets and commas.',
  },
  MISSING_CHAR: { message: 'Something is missing here: a comma, a colon, a dash or a space.', hint: BRACKETS },
  MULTILINE_IMPLICIT_KEY: {
    message: 'What begins here goes on in the next line, where a key stands.',
    hint: `Look for a colon or quote that is missing in this line or the one before. ${INDENT}`,
  },
  TAB_AS_INDENT: { message: 'This line is indented with a tab.', hint: 'Indent with spaces; YAML does not allow tabs.' },
  TAG_RESOLVE_FAILED: {
    message: 'A word that begins with ! names a type of YAML, and this one is not known.',
    hint: 'Remove it, or put the text into quotes.',
  },
  UNEXPECTED_TOKEN: { message: 'This does not belong here: what stands before it has ended.', hint: BRACKETS },
};

const OTHER: SyntaxWords = { message: 'This is not valid YAML.', hint: BRACKETS };

export const syntaxWords = (code: ErrorCode): SyntaxWords => WORDS[code] ?? OTHER;
