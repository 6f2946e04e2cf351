/** A variable of a text, as Compose and a shell write it, with what takes its place. */
export interface Variable {
  readonly name: string;
  /** What is used without a value, or instead of one: behind `:-`, `-`, `:+` or `+`; absent for all other forms. */
  readonly literal?: string;
  /** Place of {@link literal} in the text. */
  readonly start: number;
  readonly end: number;
}

export interface Expanded {
  /** The text with each `${NAME:-default}` replaced by its default, and each other `${NAME…}` by `$NAME`. */
  readonly text: string;
  /** In the order in which they end; those within a default come before the one around them. */
  readonly variables: readonly Variable[];
}

/** Deeper ones are taken for text. */
const MOST_NESTED = 16;
const OPEN = /\$\{([A-Za-z_][A-Za-z0-9_]*)(:?[-+?])?/y;

interface Level {
  readonly name: string;
  readonly operator: string;
  readonly start: number;
  text: string;
}

/** Reads the variables of a text, in one pass. `$${…}` is one of a shell in the container. An end that is missing is the end of the text. */
export function expand(text: string): Expanded {
  if (!text.includes('${')) return { text, variables: [] };
  const variables: Variable[] = [];
  const levels: Level[] = [];
  let out = '';
  const write = (piece: string) => {
    const top = levels.at(-1);
    if (top) top.text += piece;
    else out += piece;
  };
  const close = (end: number) => {
    const { name, operator, start, text: inner } = levels.pop() as Level;
    const literal = /[-+]$/.test(operator) ? inner : undefined;
    variables.push({ name, start, end, ...(literal === undefined ? {} : { literal }) });
    write(literal ?? `$${name}`);
  };
  let at = 0;
  while (at < text.length) {
    OPEN.lastIndex = at;
    const open = levels.length < MOST_NESTED ? OPEN.exec(text) : null;
    if (open) {
      at = OPEN.lastIndex;
      levels.push({ name: open[1] ?? '', operator: open[2] ?? '', start: at, text: '' });
    } else if (text[at] === '}' && levels.length > 0) {
      close(at);
      at++;
    } else {
      // To the next sign that says something.
      const from = at;
      at++;
      while (at < text.length && text[at] !== '$' && text[at] !== '}') at++;
      write(text.slice(from, at));
    }
  }
  while (levels.length > 0) close(text.length);
  return { text: out, variables };
}
