import { type Interpolated, interpolate, type Lookup, type Variable } from './interpolate.ts';

export interface EnvLine {
  readonly name: string;
  /** Absent for a bare name, whose value comes from elsewhere. */
  readonly variable?: Variable;
  /** From 1. */
  readonly line: number;
}

export interface EnvFile {
  readonly lines: readonly EnvLine[];
  readonly unset: readonly { readonly name: string; readonly line: number }[];
  readonly faults: readonly { readonly what: string; readonly line: number }[];
}

/** More may stand in a name than a Compose file can ask for: `8080_PORT`. */
const DEFINITION = /^(?:export[ \t]+)?([\p{L}\p{N}_.[\]-]+)[ \t]*(?:[=:][ \t]?|\r?$)/u;

/**
 * Reads a file of `NAME=value` lines as Compose does: comments, `export`, single quotes (nothing in them means anything else), double
 * quotes (escapes and variables), values of several lines in quotes, variables in all others. A name defined above in the file wins
 * over `lookup`. What follows a closing quote is the next definition. Source: dotenv of compose-go, and "env_file" of the Compose Specification.
 */
export function readEnvFile(text: string, lookup: Lookup): EnvFile {
  const lines: EnvLine[] = [];
  const unset: { name: string; line: number }[] = [];
  const faults: { what: string; line: number }[] = [];
  const known = new Map<string, Variable>();
  // A carriage return before it stays within quotes only.
  const source = text.split('\n');
  /** What a line with a quoted value has behind it. */
  let behind: string | undefined;
  for (let index = 0; index < source.length; index += behind === undefined ? 1 : 0) {
    const line = index + 1;
    const current = (behind ?? source[index] ?? '').trimStart();
    behind = undefined;
    if (current === '' || current.startsWith('#')) continue;
    const [head, name = ''] = DEFINITION.exec(current) ?? [];
    if (head === undefined) {
      faults.push({ what: 'it is no NAME=value', line });
      continue;
    }
    const rest = current.slice(head.length);
    if (!/[=:]/.test(head)) {
      const inherited = lookup(name);
      lines.push({ name, ...(inherited ? { variable: inherited } : {}), line });
      continue;
    }
    const quote = /^\s*(['"])/.exec(rest)?.[1];
    let raw = rest.trim();
    if (quote !== undefined) {
      const quoted = readQuoted(source, index, quote, rest);
      if (!quoted) {
        faults.push({ what: 'its quote is not closed', line });
        break;
      }
      index = quoted.index;
      raw = quoted.text;
      behind = quoted.behind.trim() === '' ? undefined : quoted.behind;
    } else raw = raw.replace(/ #.*$/, '').trimEnd();
    if (quote === "'") {
      known.set(name, { value: raw.replaceAll("\\'", "'") });
    } else {
      const value = interpolate(quote === '"' ? unescaped(raw) : raw, (each) => known.get(each) ?? lookup(each));
      unset.push(...value.unset.map((each) => ({ name: each, line })));
      faults.push(...value.faults.map((what) => ({ what, line })));
      known.set(name, variableOf(value));
    }
    lines.push({ name, variable: known.get(name) as Variable, line });
  }
  return { lines, unset, faults };
}

function variableOf({ text, secrets }: Interpolated): Variable {
  return secrets.length > 0 ? { text, secrets } : { value: text.replaceAll('$$', '$') };
}

/** The form `raw`: what stands behind the equals sign is the value, to the letter. Source: "env_file, format" of the Compose Specification. */
export function readRawEnvFile(text: string, lookup: Lookup): EnvFile {
  const lines = text.split(/\r?\n/).flatMap((each, index): EnvLine[] => {
    const at = each.indexOf('=');
    const name = (at < 0 ? each : each.slice(0, at)).trim();
    if (name === '' || name.startsWith('#')) return [];
    const inherited = at < 0 ? lookup(name) : { value: each.slice(at + 1) };
    return [{ name, ...(inherited ? { variable: inherited } : {}), line: index + 1 }];
  });
  return { lines, unset: [], faults: [] };
}

/** Text between quotes, possibly over several lines, without the quotes, and what is behind them; undefined when they are not closed. */
function readQuoted(
  source: readonly string[],
  first: number,
  quote: string,
  rest: string,
): { readonly text: string; readonly behind: string; readonly index: number } | undefined {
  let text = rest.slice(rest.indexOf(quote) + 1);
  for (let index = first; ; index++) {
    const end = closingQuote(text, quote);
    if (end >= 0) return { text: text.slice(0, end), behind: text.slice(end + 1), index };
    const next = source[index + 1];
    if (next === undefined) return undefined;
    text += `\n${next}`;
  }
}

function closingQuote(text: string, quote: string): number {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', a: '\u0007', b: '\b', f: '\f', v: '\v' },
  ...{ '\\': '\\', '"': '"', $: '$$' },
};

/** Escapes of double quotes; `\$` stays a dollar that begins no variable, and `\0101` is a character by its octal number. */
function unescaped(text: string): string {
  return text.replace(/\\(?:0(\d{0,3})|([\s\S]))/g, (all, octal: string | undefined, character = '') => {
    if (octal === undefined) return ESCAPES[String(character)] ?? all;
    return /^[01][0-7]{2}$/.test(octal) ? String.fromCharCode(Number.parseInt(octal, 8)) : `\\${octal}`;
  });
}
