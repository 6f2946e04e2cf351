import { isPlainScalar, textOf } from './plain-scalar.ts';
import { compileKeyOrder, type KeyOrder, type OrderNode, sortedKeys, stepInto } from './yaml-key-order.ts';
import { yamlComment, yamlLiteral, yamlNumber, yamlString } from './yaml-scalar.ts';

export type { KeyOrder } from './yaml-key-order.ts';

export interface YamlOptions {
  /** Comment lines above the data; line breaks and control characters in them become spaces. */
  readonly header?: readonly string[];
  /** Which keys come first, by position; see {@link KeyOrder}. Everywhere else keys are sorted. */
  readonly keyOrder?: KeyOrder;
}

/** Deeper than any real configuration; a cycle gets here at once. */
const MAX_DEPTH = 200;
/** YAML lets a one-line key have 1,024 characters, indentation and quotes included. */
const MAX_SIMPLE_KEY = 800;

/**
 * Plain data as YAML that 1.1 readers (Ansible) and 1.2 readers (Compose, Prometheus) read alike: no anchors, no folding,
 * strings quoted where readers differ, keys in a fixed order, `undefined` dropped. Strings of several lines become literal
 * blocks. Ends with a newline. Throws on what is not plain data: that is a bug of the caller, named by its position.
 *
 * A printer of our own, because it is about ten times as fast as `yaml`'s and because the rules above are fewer than the
 * options that would be needed; the tests read everything back with `yaml` in both versions.
 */
export function emitYaml(data: unknown, options: YamlOptions = {}): string {
  const out = (options.header ?? []).map(yamlComment);
  const text = node(data, { indent: '', path: [], order: options.keyOrder && compileKeyOrder(options.keyOrder) });
  out.push(text.startsWith('\n') ? text.slice(1) : text.trimStart());
  return `${out.join('\n')}\n`;
}

interface Place {
  readonly indent: string;
  readonly path: string[];
  readonly order: OrderNode | undefined;
}

/** Everything after the `:` or `-`: ` scalar`, or a newline and an indented block. */
function node(value: unknown, place: Place): string {
  switch (typeof value) {
    case 'string':
      return string(value, place);
    case 'number':
      return ` ${yamlNumber(value)}`;
    case 'boolean':
      return value ? ' true' : ' false';
    case 'object':
      if (value === null) return ' null';
      if (isPlainScalar(value)) return ` ${textOf(value)}`;
      if (place.path.length > MAX_DEPTH) throw notData('nested too deeply, perhaps a cycle', place);
      return Array.isArray(value) ? list(value, place) : map(value, place);
    default:
      throw notData(`a ${typeof value}`, place);
  }
}

function string(value: string, place: Place): string {
  const literal = yamlLiteral(value);
  if (!literal) return ` ${scalar(value, place)}`;
  const indent = place.indent === '' ? '  ' : place.indent;
  const lines = literal.lines.map((line) => (line === '' ? '' : indent + line));
  if (!value.isWellFormed()) throw notData('a string with half a surrogate pair', place);
  return ` ${literal.header}\n${lines.join('\n')}`;
}

function list(items: readonly unknown[], place: Place): string {
  let out = '';
  for (let i = 0; i < items.length; i++) {
    if (items[i] === undefined) continue;
    const text = child(items[i], String(i), `${place.indent}  `, place);
    // A block inside a list starts on the line of its dash.
    out += `\n${place.indent}-${text.startsWith('\n') ? ` ${text.slice(place.indent.length + 3)}` : text}`;
  }
  return out === '' ? ' []' : out;
}

function map(value: object, place: Place): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notData(`a ${value.constructor?.name ?? 'class instance'}`, place);
  const record = value as Record<string, unknown>;
  let out = '';
  for (const key of sortedKeys(record, place.order)) {
    if (record[key] === undefined) continue;
    const name = scalar(key, place);
    const simple = name.length <= MAX_SIMPLE_KEY;
    out += `\n${place.indent}${simple ? `${name}:` : `? ${name}\n${place.indent}:`}`;
    out += child(record[key], key, `${place.indent}  `, place);
  }
  return out === '' ? ' {}' : out;
}

function child(value: unknown, step: string, indent: string, parent: Place): string {
  // One path array for the whole walk: a thousand services make a hundred thousand steps.
  parent.path.push(step);
  const text = node(value, { indent, path: parent.path, order: parent.order && stepInto(parent.order, step) });
  parent.path.pop();
  return text;
}

function scalar(value: string, place: Place): string {
  try {
    return yamlString(value);
  } catch {
    throw notData('a string with half a surrogate pair', place);
  }
}

function notData(what: string, place: Place): Error {
  const path = place.path.slice(0, 12).join('.') || '(root)';
  return new TypeError(`Cannot write ${what} as YAML, at ${path}.`);
}
