import { parseAllDocuments } from 'yaml';

/** A generated file as the program behind it reads it; texts that Compose would still replace stay as they are. */
export function readOutput(path: string, content: string): unknown {
  if (path.endsWith('.json')) return JSON.parse(content);
  if (/\.tf(vars)?$/.test(path)) return hclTokens(content);
  if (/\.(service|timer)$/.test(path)) return unitLines(content);
  if (/\.(sh|settings|env)$/.test(path)) return shellWords(content);
  if (path.endsWith('.excludes')) return patterns(content);
  if (/\.(nft|conf|network|netdev)$/.test(path)) return withoutNotes(content);
  if (!/\.ya?ml$/.test(path)) return content;
  const text = path.startsWith('infra/traefik/dynamic/') ? goTemplate(content) : content;
  const [one, other] = (['1.1', '1.2'] as const).map((version) => yamlDocuments(text, version));
  if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error(`${path} reads differently in YAML 1.1 and 1.2`);
  return other;
}

/** Text of people stands in comment lines alone, where characters that hide or reorder are shown as such; every other line is ours. */
function withoutNotes(content: string): string[] {
  return content.split('\n').map((line) => (/^\s*#/.test(line) ? '#' : line));
}

/**
 * Lines of a systemd unit, their quoted words read as systemd.service(5) says; a dollar is one in a command alone. Throws on a specifier and on
 * a variable.
 */
function unitLines(content: string): string[] {
  return content.split('\n').map((line) => {
    const isCommand = /^Exec/.test(line);
    return line.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => {
      if (/(?<!%)(%%)*%(?!%)/.test(inner)) throw new Error(`systemd would replace something in ${line}`);
      if (isCommand && /(?<!\$)(\$\$)*\$(?!\$)/.test(inner)) throw new Error(`systemd would put in a variable in ${line}`);
      return inner.replace(isCommand ? /\\(.)|%%|\$\$/g : /\\(.)|%%/g, (whole, escaped: string | undefined) => escaped ?? whole.slice(1));
    });
  });
}

/**
 * A script with each word in brackets as the shell reads it, quoted or bare. Text of people that is neither falls into several words, or
 * takes what stands beside it along. What restic takes for a pattern stands as the path that it matches.
 */
function shellWords(content: string): string[] {
  const unquoted = (word: string) => word.replace(/'([^']*)'|\\'/g, (_, inner: string | undefined) => inner ?? "'");
  return content
    .split('\n')
    .map((line) => (/^\s*#/.test(line) ? line : line.replace(/(?:'[^']*'|\\'|[\w./:@%,+=-])+/g, (word) => `⟦${unquoted(word)}⟧`)))
    .map((line) => line.replace(/(?<=⟦--include⟧ ⟦)[^⟧]*/g, (pattern) => pattern.replace(/\\(.)/g, '$1')));
}

/** Patterns as restic reads them from a file: without space around them, `$$` as a dollar, no comment, and what is escaped or alone in brackets as it is. */
function patterns(content: string): string[] {
  return content.split('\n').map((line) => {
    if (line.startsWith('#')) return '#';
    if (/(?<!\$)(\$\$)*\$(?!\$)/.test(line)) throw new Error(`restic would replace a variable in ${line}`);
    const pattern = line.trim().replaceAll('$$', '$');
    return pattern.replace(/\\(.)|\[(.)\]/g, (_, escaped: string | undefined, alone: string | undefined) => escaped ?? alone ?? '');
  });
}

function yamlDocuments(text: string, version: '1.1' | '1.2'): unknown[] {
  return [...parseAllDocuments(text, { version, merge: false })].map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw problem;
    return document.toJS() as unknown;
  });
}

/** Go's text/template as far as a file without actions needs it: raw strings alone. */
function goTemplate(text: string): string {
  return text.replace(/\{\{(`[^`]*`\}\})?/g, (whole) => {
    if (whole === '{{') throw new Error('Traefik would run an action');
    return whole.slice(3, -3);
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** HCL as a list of words, signs and `{ string }`; throws on a template and on what no string may hold. */
function hclTokens(text: string): unknown[] {
  const tokens: unknown[] = [];
  const lines = text.replace(/^(#[^\n]*\n)+/, '').split('\n');
  for (const line of lines) {
    let rest = line;
    while (rest.trim() !== '') {
      const match = /^\s*(?:"((?:[^"\\]|\\.)*)"|([A-Za-z_][\w.-]*(?:\[\d+\][\w.-]*)*|\d+|[={}[\](),]))/.exec(rest);
      if (!match) throw new Error(`No HCL at ${rest.slice(0, 40)}`);
      tokens.push(match[1] === undefined ? match[2] : { string: hclString(match[1]) });
      rest = rest.slice(match[0].length);
    }
  }
  return tokens;
}

function hclString(inner: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f]/.test(inner)) throw new Error('A control character stands in a string of HCL');
  return inner.replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))|([$%])\4\{|[$%]\{/g, (whole, short, long, char, sign) => {
    if (short ?? long) return String.fromCodePoint(Number.parseInt(short ?? long, 16));
    if (sign !== undefined) return `${sign}{`;
    const plain = ESCAPES[char];
    if (plain === undefined) throw new Error(`${whole} begins a template or is no escape in HCL`);
    return plain;
  });
}
