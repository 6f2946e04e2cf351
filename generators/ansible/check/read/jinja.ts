/**
 * The names that an expression or a template of Jinja reads and does not make itself. Attributes, filters, tests, and names of keyword
 * arguments are none.
 */

export interface JinjaName {
  readonly name: string;
  /** From 0, within the text. */
  readonly line: number;
  /** What is done when there is no such thing is said beside it: `x | default(1)`, `x is defined`. */
  readonly guarded: boolean;
}

export interface JinjaNames {
  readonly reads: readonly JinjaName[];
  /** Made by `for`, `set` and `macro`. */
  readonly makes: ReadonlySet<string>;
  /** Why the text could not be read. */
  readonly fault?: string;
}

interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'sign';
  readonly text: string;
  readonly at: number;
}

const WORDS = new Set('and or not in is if else elif true false none True False None for recursive'.split(' '));
const TOKEN =
  /\s+|([A-Za-z_]\w*)|(\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|(==|!=|<=|>=|\/\/|\*\*|[-+*/%~|.,:()[\]{}<>=])/y;
const GUARDS = new Set(['default', 'd', 'mandatory']);
const GUARD_TESTS = new Set(['defined', 'undefined']);

/** Reads a text with `{{ }}` and `{% %}` in it. */
export function namesInTemplate(text: string): JinjaNames {
  const parts: JinjaNames[] = [];
  // What is between `raw` and `endraw` is text.
  const cut = text.replace(/\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}/g, blanked).replace(/\{#[\s\S]*?#\}/g, blanked);
  const opening = /\{\{-?|\{%[-+]?/g;
  for (let found = opening.exec(cut); found !== null; found = opening.exec(cut)) {
    const start = found.index + found[0].length;
    const end = endOf(cut, start, found[0].startsWith('{{') ? '}}' : '%}');
    if (end === undefined) return { reads: [], makes: new Set(), fault: `"${found[0]}" is not closed` };
    const inside = cut.slice(start, end);
    const line = linesBefore(cut, start);
    parts.push(found[0].startsWith('{{') ? namesInExpression(inside, line) : namesInStatement(inside, line));
    opening.lastIndex = end;
  }
  return joined(parts);
}

/** Reads a condition, which is an expression without braces. `line` is that of its first character. */
export function namesInExpression(text: string, line = 0): JinjaNames {
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return { reads: [], makes: new Set(), fault: tokens };
  const reads: JinjaName[] = [];
  const depths: string[] = [];
  tokens.forEach((token, index) => {
    if (token.kind === 'sign' && '([{'.includes(token.text))
      depths.push(token.text === '(' && isCall(tokens[index - 1]) ? 'call' : token.text);
    if (token.kind === 'sign' && ')]}'.includes(token.text)) depths.pop();
    if (token.kind !== 'name' || WORDS.has(token.text)) return;
    const before = tokens[index - 1]?.text;
    const after = tokens[index + 1];
    if (before === '.' || before === '|' || before === 'is' || (before === 'not' && tokens[index - 2]?.text === 'is')) return;
    if (after?.text === '=' && depths.at(-1) === 'call') return;
    reads.push({ name: token.text, line: line + linesBefore(text, token.at), guarded: isGuarded(tokens, index) });
  });
  return { reads, makes: new Set() };
}

/** Attributes between the name and its guard belong to the name: `x.y.z | default(1)` says nothing of `x`. */
function isGuarded(tokens: readonly Token[], index: number): boolean {
  const [one, two, three] = tokens.slice(index + 1, index + 4).map(({ text }) => text);
  if (one === '|') return GUARDS.has(two ?? '');
  return one === 'is' && GUARD_TESTS.has((two === 'not' ? three : two) ?? '');
}

function isCall(before: Token | undefined): boolean {
  return before !== undefined && ((before.kind === 'name' && !WORDS.has(before.text)) || before.text === ')' || before.text === ']');
}

function namesInStatement(text: string, line: number): JinjaNames {
  const [, word = '', rest = ''] = /^\s*(\w+)([\s\S]*?)[-+]?$/.exec(text) ?? [];
  const at = line + linesBefore(text, text.length - rest.length);
  const target = (pattern: RegExp): [Set<string>, string] => {
    const [all = '', names = ''] = pattern.exec(rest) ?? [];
    return [new Set(names.match(/[A-Za-z_]\w*/g) ?? []), rest.slice(all.length)];
  };
  switch (word) {
    case 'for': {
      const [makes, list] = target(/^\s*([\w\s,()]+?)\s+in\s/);
      return joined([namesInExpression(list, at), { reads: [], makes: new Set([...makes, 'loop']) }]);
    }
    case 'set': {
      const [makes, value] = target(/^\s*([\w\s,.]+?)\s*(?:=|$)/);
      return joined([namesInExpression(value, at), { reads: [], makes }]);
    }
    case 'macro': {
      // Its own name, and those of what it is given; what stands in their place is read.
      const makes = [...rest.matchAll(/(?:^|[(,])\s*([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
      return { ...namesInExpression(rest, at), makes: new Set(makes) };
    }
    case 'if':
    case 'elif':
      return namesInExpression(rest, at);
    default:
      return /^(?:else|end\w+|raw|break|continue|do)$/.test(word)
        ? namesInExpression(word === 'do' ? rest : '', at)
        : { reads: [], makes: new Set(), fault: `the statement "${word}" is not read` };
  }
}

/** Where a closing sign is that is in no string. */
function endOf(text: string, start: number, sign: string): number | undefined {
  let quote = '';
  let braces = 0;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === '\\') at += 1;
      else if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (braces === 0 && text.startsWith(sign, at)) return at;
    else if (letter === '{') braces += 1;
    else if (letter === '}') braces -= 1;
  }
  return undefined;
}

function tokensOf(text: string): Token[] | string {
  const tokens: Token[] = [];
  // The sign that takes blanks away stands at the end.
  const source = text.replace(/[-+]\s*$/, '');
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    if (found === null) return `"${source.slice(at, at + 12)}" is not read`;
    const [, name, number, string, sign] = found;
    if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string, at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
  }
  return tokens;
}

function joined(parts: readonly JinjaNames[]): JinjaNames {
  const fault = parts.find((part) => part.fault !== undefined)?.fault;
  return {
    reads: parts.flatMap(({ reads }) => reads),
    makes: new Set(parts.flatMap(({ makes }) => [...makes])),
    ...(fault === undefined ? {} : { fault }),
  };
}

const linesBefore = (text: string, end: number): number => text.slice(0, end).split('\n').length - 1;
const blanked = (text: string): string => text.replace(/[^\n]/g, ' ');
